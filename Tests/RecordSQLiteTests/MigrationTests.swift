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
    @Test(
        "a record of any schema that ever landed is read, sound, and goes on",
        arguments: 1...RecordSchema.current.version)
    func everySchema(version: Int) throws {
        try withTemporaryFolder { folder in
            let golden = URL.goldenSchemas.appending(path: "\(version)")
            let dump = try String(contentsOf: golden.appendingPathExtension("sql"), encoding: .utf8)
            try write(to: folder.record) { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: dump)
            }
            let record = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: false))
            let expected = try String(contentsOf: golden.appendingPathExtension("expected"), encoding: .utf8)
            #expect(try lines(of: record) == expected)
            #expect(try record.examine(against: Catalog.empty).filter { $0.severity != .note } == [])

            let batches = try record.batches().count
            try HistoryStep.file("more", [.sample(5)]).take(on: record)
            try HistoryStep.undo(batches + 1, at: .noon).take(on: record)
            #expect(try lines(of: record) == expected)
        }
    }

    @Test("an older record is brought forward after a copy was put beside it", arguments: SQLiteRecord.Mode.all)
    func migrates(mode: SQLiteRecord.Mode) throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let record = try SQLiteRecord.open(path: folder.record, mode: mode, schema: .next)
            #expect(try record.allFigures().count == 2001)
            try write(to: folder.record) { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
                #expect(version == RecordSchema.next.version)
                #expect(try database.tableExists("next"))
            }
            let copy = "\(folder.record).schema-\(RecordSchema.current.version)"
            #expect(try SQLiteRecord.open(path: copy, mode: .readOnly).allFigures().count == 2001)
            #expect(throws: RecordFailure.newerSchema(path: folder.record, found: 2, known: 1)) {
                _ = try SQLiteRecord.open(path: folder.record, mode: mode)
            }
        }
    }

    @Test("a migration that fails leaves the record as it was")
    func failing() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let schema = RecordSchema(
                migrations: RecordSchema.current.migrations + ["CREATE TABLE next (id INTEGER) STRICT; SELECT nothing"])
            #expect(throws: RecordFailure.self) {
                _ = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: false), schema: schema)
            }
            let record = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: false))
            try HistoryStep.file("more", [.sample(5, year: 1500)]).take(on: record)
            #expect(try record.examine(against: Catalog.empty).allSatisfy { $0.severity == .note })
        }
    }

    @Test("a program of an older schema that has the record open writes nothing to the newer one")
    func stillOpen() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: true))
            _ = try SQLiteRecord.open(path: folder.record, mode: .readOnly, schema: .next)
            #expect(throws: RecordFailure.newerSchema(path: folder.record, found: 2, known: 1)) {
                try HistoryStep.file("more", [.sample(5)]).take(on: record)
            }
        }
    }

    @Test("whenever a migration is killed, the record is of the one schema or the other", arguments: 0..<8)
    func killed(seed: Int) async throws {
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
                _ = try SQLiteRecord.open(path: path, mode: .readWrite(create: false), schema: .next)
                while true { sleep(1) }
            }
            let record = try SQLiteRecord.open(path: path, mode: .readWrite(create: false), schema: .next)
            #expect(try record.allFigures().count == 2001)
            #expect(try record.examine(against: Catalog.empty).allSatisfy { $0.severity == .note })
        }
    }

    private func lines(of record: SQLiteRecord) throws -> String {
        try record.allFigures().map { figure in
            "\(figure.series.indicator) \(figure.series.region) \(figure.observation.period) "
                + "\(figure.observation.value.map { "\($0)" } ?? "none") \(figure.observation.status.rawValue) "
                + "\(figure.observation.bound.rawValue) \(figure.published) \(figure.batch) \(figure.source)\n"
        }.joined()
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
