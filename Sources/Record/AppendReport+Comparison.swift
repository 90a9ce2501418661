extension AppendReport {
    /// What is told of a file that a standing batch has already.
    public init(already batch: Int, rows: Int) {
        self.init()
        already = batch
        counts.rows = rows
        counts[.unchanged] = rows
    }

    /// What is told of a batch, by the comparison of its rows.
    ///
    /// - Parameter allowed: the guards that may find what they like.
    public init(of batch: Int, _ comparison: BatchComparison, allowing allowed: Set<SeriesGuard>) {
        self.init()
        self.batch = batch
        counts = comparison.counts
        revisions = comparison.revisions
        idleRetractions = comparison.idleRetractions.sorted()
        findings = comparison.findings
        isRefused = findings.refuse(allowing: allowed)
    }
}

extension [AppendReport] {
    /// Whether the batches of an append are kept: all of them or none. Where they are not, none has a number.
    public mutating func settle(dryRun isDryRun: Bool) -> Bool {
        let isKept = !isDryRun && contains { $0.batch != nil } && !contains(where: \.isRefused)
        if !isKept { for index in indices { self[index].batch = nil } }
        return isKept
    }
}
