import Indicators
public import Record

/// What every keeper of records does with examinations, backups and restores, as a check on one without records.
public struct KeeperConformance: Sendable {
    private let keeper: any RecordKeeper
    private let place: String
    private let copy: String

    /// Makes the check of a keeper, whose record and backup get two places that are free.
    public init(_ keeper: any RecordKeeper, place: String, copy: String) {
        self.keeper = keeper
        self.place = place
        self.copy = copy
    }

    /// Checks the keeper.
    /// - Throws: ``Mismatch`` where it does otherwise, and what it throws.
    public func check() throws {
        try expect(try keeper.hasRecord(at: place), false, "a record at a free place")
        try expectError(.missing(place: place), "a record that is not there") {
            _ = try keeper.open(place, for: .reading)
        }
        let record = try keeper.open(place, for: .creating)
        var generator = HistoryGenerator(seed: 5)
        for _ in 0..<12 { try generator.step(batches: try record.batches().count).take(on: record) }
        try expect(try keeper.hasRecord(at: place), true, "a record that was made")
        try expect(try damage(of: record), [], "findings")

        let before = try Held(record)
        let content = try record.backUp(to: copy)
        try expect(content.batches, before.batches.count, "batches of the backup")
        let again = Result { () throws(RecordFailure) in try record.backUp(to: copy) }
        guard case .failure(.cannotCreate) = again else {
            throw Mismatch(description: "a backup to a place that is taken: \(again)")
        }
        try expect(try Held(keeper.open(copy, for: .reading)), before, "the backup")

        for _ in 0..<6 { try generator.step(batches: try record.batches().count).take(on: record) }
        try expect(try Held(keeper.open(copy, for: .reading)), before, "the backup, after more was recorded")
    }

    /// Checks that a backup brings back what it held; nobody has the record open.
    public func checkRestore() throws {
        let before = try Held(keeper.open(copy, for: .reading))
        let lock = try keeper.lockService(ofRecordAt: place)
        try expectError(.secondService(place: place), "a restore under the service") {
            _ = try keeper.openBackup(copy).restore(to: place)
        }
        lock.release()
        try expect(try keeper.openBackup(copy).restore(to: place).batches, before.batches.count, "batches")
        let record = try keeper.open(place, for: .writing)
        try expect(try Held(record), before, "what was restored")
        try expect(try damage(of: record), [], "findings after the restore")
    }

    private func damage(of record: any RecordStore) throws -> [RecordFinding] {
        try record.examine(against: Catalog(regions: [], indicators: [])).filter { $0.severity != .note }
    }

    /// What a record holds.
    private struct Held: Equatable {
        let state: StateToken
        let batches: [Batch]
        let figures: [Figure]
        let statements: [StandingStatement]

        init(_ record: any RecordStore) throws {
            state = try record.state()
            batches = try record.batches()
            figures = try record.allFigures()
            statements = try record.allStatements()
        }
    }
}
