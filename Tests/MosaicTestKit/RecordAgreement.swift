public import Record

/// Plays random histories on two records at once, and tells where they differ.
public struct RecordAgreement {
    private let left: any RecordStore
    private let right: any RecordStore
    private var generator: HistoryGenerator
    private var batches = 0

    /// Makes the comparison of two empty records in the histories of a seed.
    public init(_ left: any RecordStore, _ right: any RecordStore, seed: UInt64) {
        self.left = left
        self.right = right
        generator = HistoryGenerator(seed: seed)
    }

    /// Takes so many steps on both, after each of which both are asked the same.
    /// - Throws: ``Mismatch`` at the first difference.
    public mutating func play(steps: Int) throws {
        for step in 1...steps {
            let next = generator.step(batches: batches)
            do {
                try compare("the dry run's report") { try next.take(on: $0, dryRun: true) }
                try compare("the report") { try next.take(on: $0) }
                batches = try left.batches().count
                try compareAll(step == steps ? .now : generator.view(batches: batches))
            } catch let mismatch as Mismatch {
                throw Mismatch(description: "step \(step), \(next): \(mismatch.description)")
            }
        }
    }

    private mutating func compareAll(_ view: AsOf) throws {
        try compare("the batches") { try $0.batches() }
        try compare("the series of \(view)") { try $0.series(SeriesSelection(), asOf: view) }
        try compare("the figures of \(view)") { try $0.allFigures(asOf: view) }
        try compare("the statements of \(view)") { try $0.allStatements(asOf: view) }
        let other = generator.view(batches: batches)
        try compare("what is otherwise in \(other) than in \(view)") { try $0.allChanges(from: view, to: other) }
        let since = generator.batch(of: batches)
        for record in [left, right] { try record.expectChangesLeadToNow(since: since) }
        for series in HistoryGenerator.series {
            try compare("the vintages of \(series), \(view)") { try $0.vintages(of: series, asOf: view) }
        }
        try compare("the size") { record in
            let size = try record.size()
            return [size.observations, size.vintages, size.batches]
        }
        let batch = generator.batch(of: batches)
        try compare("a preview of an undo of \(batch)") { record in
            Result { () throws(RecordFailure) in try record.undo(batch, by: "planner", dryRun: true) }
        }
    }

    private func compare<Answer: Equatable>(_ what: String, _ ask: (any RecordStore) throws -> Answer) throws {
        try expect(try ask(left), try ask(right), what)
    }
}
