public import Formats
public import Indicators
public import Record

extension JSONValue {
    /// A batch: its kind, who recorded it and when, whether it stands, and what it changed.
    public init(_ batch: Batch) {
        var members: [Member] = [
            Member(key: "batch", value: .integer(batch.id)), Member(key: "kind", value: .text(batch.kindWord)),
            Member(key: "recorded", value: .text(batch.recorded.description)),
            Member(key: "recorded_by", value: .text(batch.recordedBy)),
            Member(key: "file", value: JSONValue(batch.input?.file)),
            Member(key: "sha256", value: JSONValue(batch.input?.sha256.hexadecimal)),
            Member(key: "reading", value: JSONValue(batch.input?.reading)),
            Member(key: "voids", value: JSONValue(batch.voids)),
            Member(key: "voided_by", value: JSONValue(batch.voidedBy)),
        ]
        members += batch.counts.members
        self = .object(members)
    }

    /// What a backfill of one file did: `{"batch","file","rows",…,"revisions":[…]}`.
    ///
    /// - Parameters:
    ///   - warnings: how many there were.
    ///   - form: what it was read as, where that is not the default form.
    ///   - remarks: what became of the input's marks, each kind counted.
    public init(
        _ report: AppendReport, file: String, warnings: Int, form: String? = nil,
        remarks: [(words: String, count: Int)] = []
    ) {
        self = .object(
            [
                Member(key: "batch", value: JSONValue(report.batch)),
                Member(key: "already", value: JSONValue(report.already)), Member(key: "file", value: .text(file)),
            ] + Self.members(form, remarks) + report.counts.members + [
                Member(key: "warnings", value: .integer(warnings)),
                Member(key: "revisions", value: .array(report.revisions.map { JSONValue($0) })),
            ])
    }

    /// What an undo did: `{"batch","voids","already","revisions"}`.
    public init(_ report: UndoReport) {
        self = [
            "batch": JSONValue(report.batch), "voids": .integer(report.voids),
            "already": JSONValue(report.already), "revisions": .array(report.revisions.map { JSONValue($0) }),
        ]
    }

    /// What an undo did, and behind it what a terminal is told: a client of another machine can tell the same.
    public init(withWords report: UndoReport) {
        self = [
            "batch": JSONValue(report.batch), "voids": .integer(report.voids),
            "already": JSONValue(report.already), "revisions": .array(report.revisions.map { JSONValue($0) }),
            "told": ["lines": .array(report.lines.map { .text($0) })],
        ]
    }

    /// A figure that became another.
    public init(_ revision: Revision) {
        self = [
            "indicator": .text(revision.series.indicator.rawValue), "region": .text(revision.series.region.rawValue),
            "period": .integer(revision.period.year), "old": JSONValue(revision.old), "new": JSONValue(revision.new),
        ]
    }

    private static func members(_ form: String?, _ remarks: [(words: String, count: Int)]) -> [Member] {
        let said = remarks.map {
            JSONValue.object([
                Member(key: "remark", value: .text($0.words)), Member(key: "count", value: .integer($0.count)),
            ])
        }
        return (form.map { [Member(key: "form", value: .text($0))] } ?? [])
            + (said.isEmpty ? [] : [Member(key: "remarks", value: .array(said))])
    }

    /// Why a file was refused: `{"file","errors":[…],"totals":{code: n}}`.
    ///
    /// - Parameters:
    ///   - form: what it was read as, where that is not the default form.
    ///   - remarks: what became of the input's marks, each kind counted.
    public init(
        refusalOf file: String, _ diagnostics: Diagnostics, form: String? = nil,
        remarks: [(words: String, count: Int)] = []
    ) {
        let totals = diagnostics.errorTotals.sorted { $0.key.rawValue < $1.key.rawValue }
        self = .object(
            [Member(key: "file", value: .text(file))] + Self.members(form, remarks) + [
                Member(key: "errors", value: .array(diagnostics.errors.map { JSONValue($0) })),
                Member(
                    key: "totals",
                    value: .object(totals.map { Member(key: $0.key.rawValue, value: .integer($0.value)) })),
            ])
    }

    /// A diagnostic: `{"code","line","column","message","value","expected"}`; of a workbook with its `sheet`.
    public init(_ diagnostic: Diagnostic) {
        let sheet = diagnostic.sheet.map { [Member(key: "sheet", value: .text($0))] } ?? []
        self = .object(
            [Member(key: "code", value: .text(diagnostic.code.rawValue))] + sheet + [
                Member(key: "line", value: JSONValue(diagnostic.line)),
                Member(key: "column", value: JSONValue(diagnostic.column)),
                Member(key: "message", value: .text(diagnostic.message)),
                Member(key: "value", value: JSONValue(diagnostic.value)),
                Member(key: "expected", value: JSONValue(diagnostic.expected)),
            ])
    }
}

extension BatchCounts {
    /// The counts by their names, the sum first.
    public var named: [(name: String, count: Int)] {
        [("rows", rows)] + RowOutcome.allCases.map { ($0.name, self[$0]) }
    }

    fileprivate var members: [JSONValue.Member] {
        named.map { JSONValue.Member(key: $0.name, value: .integer($0.count)) }
    }
}

extension Batch {
    /// What the batch is, in a word: `backfill`, `retraction`, `undo`.
    var kindWord: String {
        switch kind {
        case .backfill: "backfill"
        case .retraction: "retraction"
        case .undo: "undo"
        }
    }

    /// The input that the batch was read from; an undo has none.
    public var input: BatchInput? {
        switch kind {
        case .backfill(let input), .retraction(let input): input
        case .undo: nil
        }
    }

    /// The batch that an undo voids.
    public var voids: Int? {
        if case .undo(let id) = kind { id } else { nil }
    }
}
