public import Formats
public import Indicators
internal import Record
public import Reports

/// What a service says it did, as the command on its own machine would tell it.
public struct ServiceAnswer: Hashable, Sendable {
    /// With what the command ends.
    public let status: ExitStatus
    /// What `--json` prints.
    public let json: JSONValue
    /// What is told before the diagnostics, a line each.
    public private(set) var notes: [String] = []
    /// Every fault and doubt.
    public private(set) var diagnostics = Diagnostics()
    /// What is told of what was done, a line each.
    public let lines: [String]
    /// What may be asked before the file is sent again with great revisions allowed; nil: nothing.
    public let question: RevisionQuestion?
    /// The name of the character set that the file was read in; nil: none was found.
    public let encoding: String?

    /// What a problem document has of its own. (RFC 9457)
    private static let problemKeys: Set = ["type", "title", "status", "detail", "request_id"]

    /// Reads a report.
    ///
    /// - Parameter file: the file that it is about, for its diagnostics.
    init(_ status: ExitStatus, _ report: JSONValue, about file: String) {
        self.status = status
        let told = report["told"]
        func texts(_ key: String) -> [String] { told?[key]?.elements.compactMap(\.asText) ?? [] }
        if case .object(let members) = report {
            json = .object(members.filter { $0.key != "told" && !Self.problemKeys.contains($0.key) })
        } else {
            json = report
        }
        notes = texts("notes")
        lines = texts("lines")
        encoding = told?["encoding"]?.asText
        question = status == .badData ? told?["question"].flatMap { RevisionQuestion($0) } : nil
        add(report["errors"], report["totals"], .error, of: file)
        add(told?["warnings"], told?["totals"], .warning, of: file)
    }

    /// What is told of a file whose batch was found, as the service's own answer got lost.
    init(foundBatch batch: JSONValue, of file: String) {
        let report = AppendReport(already: batch["batch"]?.asInteger ?? 0, rows: batch["rows"]?.asInteger ?? 0)
        status = .done
        json = JSONValue(report, file: file, warnings: 0)
        lines = report.lines(file: file, isDryRun: false)
        encoding = nil
        question = nil
    }

    private mutating func add(
        _ found: JSONValue?, _ totals: JSONValue?, _ severity: Diagnostic.Severity, of file: String
    ) {
        var sheet: String?
        for one in found?.elements ?? [] {
            sheet = one["sheet"]?.asText ?? sheet
            diagnostics.add(
                Diagnostic(
                    Diagnostic.Code(rawValue: one["code"]?.asText ?? ""), severity: severity, file: file,
                    line: one["line"]?.asInteger, column: one["column"]?.asInteger,
                    message: one["message"]?.asText ?? "", value: one["value"]?.asText,
                    expected: one["expected"]?.asText))
        }
        diagnostics.place(onSheet: sheet)
        guard case .object(let members)? = totals else { return }
        for member in members {
            let code = Diagnostic.Code(rawValue: member.key)
            let known = severity == .error ? diagnostics.errorTotals[code] : diagnostics.warningTotals[code]
            diagnostics.count(code, severity, times: max(0, (member.value.asInteger ?? 0) - (known ?? 0)))
        }
    }
}
