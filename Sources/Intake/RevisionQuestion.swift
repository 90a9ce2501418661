public import Record

/// The question whether figures are to be revised by more than half: asked where that alone stops what is to be recorded.
public struct RevisionQuestion: Sendable {
    /// The revisions that are shown.
    public let findings: [GuardFinding]
    /// How many there are.
    public let count: Int

    /// The question about some reports; nil where nothing is refused, or more than great revisions.
    init?(about reports: [AppendReport], _ allowed: Set<SeriesGuard>) {
        guard reports.contains(where: \.isRefused) else { return nil }
        guard !reports.contains(where: { $0.findings.refuse(allowing: allowed.union([.revision])) }) else { return nil }
        findings = reports.flatMap(\.findings.kept).filter { $0.found == .revision }
        count = reports.reduce(0) { sum, report in
            sum + report.findings.totals.reduce(0) { $0 + ($1.key.found == .revision ? $1.value : 0) }
        }
    }
}
