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
                try compareAll(isLast: step == steps)
            } catch let mismatch as Mismatch {
                throw Mismatch(description: "step \(step), \(next): \(mismatch.description)")
            }
        }
    }

    /// Asks one view of each record all that can be asked of it, and what only a record can be asked.
    private mutating func compareAll(isLast: Bool) throws {
        let views = (left: try left.view(), right: try right.view())
        batches = views.left.state.batch
        let asOf = isLast ? AsOf.now : generator.view(batches: batches)
        func compare<Answer: Equatable>(_ what: String, _ ask: (any RecordView) throws -> Answer) throws {
            try expect(try ask(views.left), try ask(views.right), what)
        }
        try compare("the batches") { try $0.batches() }
        try compare("the series that the newest batch states") { view in
            try batches == 0 ? [] : view.series(statedBy: batches)
        }
        try compare("the series of \(asOf)") { try $0.series(SeriesSelection(), asOf: asOf) }
        try compare("the figures of \(asOf)") { try $0.allFigures(asOf: asOf) }
        try compare("the statements of \(asOf)") { try $0.allStatements(asOf: asOf) }
        let other = generator.view(batches: batches)
        try compare("what is otherwise in \(other) than in \(asOf)") { try $0.allChanges(from: asOf, to: other) }
        for series in HistoryGenerator.series {
            try compare("the vintages of \(series), \(asOf)") { try $0.vintages(of: series, asOf: asOf) }
        }
        try compare("the size") { view in
            var size = try view.size()
            size.bytes = 0
            return size
        }
        let since = generator.batch(of: batches)
        for view in [views.left, views.right] { try view.expectChangesLeadToNow(since: since) }
        let batch = generator.batch(of: batches)
        try self.compare("a preview of an undo of \(batch)") { record in
            Result { () throws(RecordFailure) in try record.undo(batch, by: "planner", dryRun: true) }
        }
    }

    private func compare<Answer: Equatable>(_ what: String, _ ask: (any RecordStore) throws -> Answer) throws {
        try expect(try ask(left), try ask(right), what)
    }
}
