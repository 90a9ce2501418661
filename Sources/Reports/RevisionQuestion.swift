public import Formats
internal import Indicators
public import Record

/// The question whether figures are to be revised by more than half: asked where that alone stops what is to be recorded.
public struct RevisionQuestion: Hashable, Sendable {
    /// The revisions that are shown.
    public let findings: [GuardFinding]
    /// How many there are.
    public let count: Int

    /// The question about some reports; nil where nothing is refused, or more than great revisions.
    public init?(about reports: [AppendReport], _ allowed: Set<SeriesGuard>) {
        guard reports.contains(where: \.isRefused) else { return nil }
        guard !reports.contains(where: { $0.findings.refuse(allowing: allowed.union([.revision])) }) else { return nil }
        findings = reports.flatMap(\.findings.kept).filter { $0.found == .revision }
        count = reports.reduce(0) { sum, report in
            sum + report.findings.totals.reduce(0) { $0 + ($1.key.found == .revision ? $1.value : 0) }
        }
    }

    /// Reads a question that another machine asks; nil: it is none.
    public init?(_ json: JSONValue) {
        var findings: [GuardFinding] = []
        for one in json["revisions"]?.elements ?? [] {
            guard let indicator = one["indicator"]?.asText, let region = one["region"]?.asText,
                let year = one["period"]?.asInteger, let old = one["old"]?.asNumber, let new = one["new"]?.asNumber
            else { return nil }
            findings.append(
                GuardFinding(
                    .revision(old: old),
                    series: SeriesKey(indicator: Identifier(indicator), region: Identifier(region)),
                    year: year, value: new, row: RowLocation(line: one["line"]?.asInteger ?? 0, field: 0)))
        }
        guard let count = json["count"]?.asInteger, !findings.isEmpty, count >= findings.count else { return nil }
        (self.findings, self.count) = (findings, count)
    }
}

extension JSONValue {
    /// A question: `{"count","revisions":[{"indicator","region","period","old","new","line"}]}`.
    public init(_ question: RevisionQuestion) {
        let revisions = question.findings.compactMap { finding -> JSONValue? in
            guard case .revision(let old) = finding.cause else { return nil }
            return [
                "indicator": .text(finding.series.indicator.rawValue), "region": .text(finding.series.region.rawValue),
                "period": .integer(finding.year), "old": .number(old), "new": .number(finding.value),
                "line": .integer(Int(finding.row.line)),
            ]
        }
        self = ["count": .integer(question.count), "revisions": .array(revisions)]
    }
}
