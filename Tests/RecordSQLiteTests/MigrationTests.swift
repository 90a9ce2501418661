import Foundation
import GRDB
import Glibc
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// Records of every schema that ever landed are records; an older one is brought forward, or stays as it was.
struct MigrationTests {
    @Test(arguments: 1...RecordSchema.current.version)
    func `a record of any schema that ever landed is read, sound, and goes on`(version: Int) throws {
        try withTemporaryFolder { folder in
            let golden = URL.goldenSchemas.appending(path: "\(version)")
            let dump = try String(contentsOf: golden.appendingPathExtension("sql"), encoding: .utf8)
            try write(to: folder.record) { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: dump)
            }
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            let expected = try String(contentsOf: golden.appendingPathExtension("expected"), encoding: .utf8)
            #expect(try lines(of: record) == expected)
            #expect(try record.examine(against: Catalog.empty).filter { $0.severity != .note } == [])

            let batches = try record.batches().count
            try HistoryStep.file("more", [.sample(5)]).take(on: record)
            try HistoryStep.undo(batches + 1, at: .noon).take(on: record)
            #expect(try lines(of: record) == expected)
        }
    }

    @Test func `a fresh record has the tables and indexes of the newest dump, and no other`() throws {
        try withTemporaryFolder { folder in
            let dump = URL.goldenSchemas.appending(path: "\(RecordSchema.current.version).sql")
            let old = folder.appending(path: "dumped.db").path
            try write(to: old) { try $0.execute(sql: String(contentsOf: dump, encoding: .utf8)) }
            _ = try SQLiteRecord.open(path: folder.record, for: .creating)
            #expect(try objects(of: folder.record) == objects(of: old))
        }
    }

    @Test func `each record has an id of its own, which a migration makes and nothing changes`() throws {
        try withTemporaryFolder { folder in
            func made(_ name: String) throws -> UUID {
                let path = folder.appending(path: name).path
                let dump = try String(contentsOf: .goldenSchemas.appending(path: "1.sql"), encoding: .utf8)
                try write(to: path) { try $0.execute(sql: "PRAGMA journal_mode = WAL; \(dump)") }
                let id = try SQLiteRecord.open(path: path, for: .reading).state().record
                #expect(try SQLiteRecord.open(path: path, for: .writing).state().record == id)
                return id
            }
            let fresh = try SQLiteRecord.open(path: folder.record, for: .creating).state().record
            #expect(Set([fresh, try made("one.db"), try made("two.db")]).count == 3)
        }
    }

    @Test func `a record of the first schema tells each unit from the batch on that brought it`() throws {
        try withTemporaryFolder { folder in
            let dump = try String(contentsOf: .goldenSchemas.appending(path: "1.sql"), encoding: .utf8)
            try write(to: folder.record) { try $0.execute(sql: "PRAGMA journal_mode = WAL; \(dump)") }
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            #expect(try record.units() == ["computing_power": "PFLOPS"])
            try write(to: folder.record) { database in
                let batches = try Int.fetchAll(database, sql: "SELECT batch FROM unit")
                #expect(batches == [1])
            }
        }
    }

    @Test(arguments: RecordAccess.allCases)
    func `an older record is brought forward after a copy was put beside it`(mode: RecordAccess) throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let record = try SQLiteRecord.open(path: folder.record, for: mode, schema: .next)
            #expect(try record.allFigures().count == 2001)
            try write(to: folder.record) { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
                #expect(version == RecordSchema.next.version)
                #expect(try database.tableExists("next"))
            }
            let copy = "\(folder.record).schema-\(RecordSchema.current.version)"
            #expect(try SQLiteRecord.open(path: copy, for: .reading).allFigures().count == 2001)
            #expect(throws: RecordFailure.tooNew(folder.record)) {
                _ = try SQLiteRecord.open(path: folder.record, for: mode)
            }
        }
    }

    @Test
    func `a migration that fails leaves the record as it was`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let schema = RecordSchema(
                migrations: RecordSchema.current.migrations + ["CREATE TABLE next (id INTEGER) STRICT; SELECT nothing"])
            #expect(throws: RecordFailure.self) {
                _ = try SQLiteRecord.open(path: folder.record, for: .writing, schema: schema)
            }
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            try HistoryStep.file("more", [.sample(5, year: 1500)]).take(on: record)
            #expect(try record.examine(against: Catalog.empty).allSatisfy { $0.severity == .note })
        }
    }

    @Test
    func `a program of an older schema that has the record open writes nothing to the newer one`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            _ = try SQLiteRecord.open(path: folder.record, for: .reading, schema: .next)
            #expect(throws: RecordFailure.tooNew(folder.record)) {
                try HistoryStep.file("more", [.sample(5)]).take(on: record)
            }
        }
    }

    @Test(arguments: 0..<8)
    func `whenever a migration is killed, the record is of the one schema or the other`(seed: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.record
            try fill(path)
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, seed = seed as Int] in
                var random = SeededGenerator(seed: UInt64(seed))
                let moment = random.number(0...8000)
                Thread.detachNewThread {
                    usleep(useconds_t(moment))
                    kill(getpid(), SIGKILL)
                }
                _ = try SQLiteRecord.open(path: path, for: .writing, schema: .next)
                while true { sleep(1) }
            }
            let record = try SQLiteRecord.open(path: path, for: .writing, schema: .next)
            #expect(try record.allFigures().count == 2001)
            #expect(try record.examine(against: Catalog.empty).allSatisfy { $0.severity == .note })
        }
    }

    /// What a database is made of, in SQLite's own words.
    private func objects(of path: String) throws -> [String] {
        var objects: [String] = []
        try write(to: path) { database in
            let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
            objects = try String.fetchAll(database, sql: sql)
        }
        return objects
    }

    private func lines(of record: SQLiteRecord) throws -> String {
        try record.allFigures().map { figure in
            "\(figure.series.indicator) \(figure.series.region) \(figure.observation.period) "
                + "\(figure.observation.value.map { "\($0)" } ?? "none") \(figure.observation.status.rawValue) "
                + "\(figure.observation.bound.rawValue) \(figure.published) \(figure.batch) \(figure.source)\n"
        }.joined()
    }
}

extension RecordFailure {
    /// The error where the schema after the current one is met.
    fileprivate static func tooNew(_ place: String) -> RecordFailure {
        .newerSchema(place: place, found: RecordSchema.next.version, known: RecordSchema.current.version)
    }
}

extension RecordSchema {
    /// A schema after the current one.
    static let next = RecordSchema(
        migrations: current.migrations + [
            "CREATE TABLE next (series INTEGER, value REAL) STRICT; INSERT INTO next SELECT series, value FROM statement"
        ])
}

extension URL {
    /// A dump of a record of each schema, and the figures in force in it.
    static let goldenSchemas = goldenHistories.deletingLastPathComponent().appending(path: "record-schemas")
}

extension Catalog {
    /// A catalog of nothing.
    static let empty = Catalog(regions: [], indicators: [])
}
