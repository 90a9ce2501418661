import Foundation
import GRDB
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// What is at the path of a record, and what happens to it.
struct RecordFileTests {
    @Test(arguments: [RecordAccess.reading, .writing])
    func `a record that is missing is not made unless it shall be`(mode: RecordAccess) throws {
        try withTemporaryFolder { folder in
            #expect(throws: RecordFailure.missing(place: folder.record)) {
                _ = try SQLiteRecord.open(path: folder.record, for: mode)
            }
            let contents = try folder.contents
            #expect(contents == [:])
        }
    }

    @Test
    func `a new record is its owner's and group's alone, and nothing else stays beside it once it is closed`() throws {
        try withTemporaryFolder { folder in
            _ = try SQLiteRecord.open(path: folder.record, for: .creating).size()
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.record)
            #expect(attributes[.posixPermissions] as? Int == 0o640)
            #expect(
                try folder.contents.keys.filter { !["mosaic.db-shm", "mosaic.db-wal"].contains($0) } == ["mosaic.db"])
        }
    }

    @Test
    func `a record in a directory that is not there can't be made`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "none").record
            let error = #expect(throws: RecordFailure.self) {
                _ = try SQLiteRecord.open(path: path, for: .creating)
            }
            guard case .cannotCreate(path, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(throws: RecordFailure.missing(place: path)) {
                _ = try SQLiteRecord.open(path: path, for: .reading)
            }
        }
    }

    @Test(arguments: RecordAccess.allCases)
    func `a directory is no record`(mode: RecordAccess) throws {
        try withTemporaryFolder { folder in
            let path = folder.path(percentEncoded: false)
            #expect(throws: RecordFailure.unreadable(place: path, why: "it is a directory")) {
                _ = try SQLiteRecord.open(path: path, for: mode)
            }
        }
    }

    @Test(
        arguments: RecordAccess.allCases,
        [3, 99, 100, 9000])
    func `a file that is no database is refused and stays as it is`(mode: RecordAccess, size: Int) throws {
        try withTemporaryFolder { folder in
            try Data(repeating: UInt8(ascii: "x"), count: size).write(to: URL(filePath: folder.record))
            try expectRefusal(of: folder, mode, .notARecord(place: folder.record, why: "it is no SQLite database"))
        }
    }

    @Test(arguments: RecordAccess.allCases, ["DELETE", "WAL"])
    func `another program's database is refused and stays as it is`(mode: RecordAccess, journal: String) throws {
        try withTemporaryFolder { folder in
            try write(to: folder.record) { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = \(journal)")
                try database.execute(sql: "CREATE TABLE batch (id INTEGER PRIMARY KEY)")
            }
            try expectRefusal(
                of: folder, mode, .notARecord(place: folder.record, why: "it is another program's database"))
        }
    }

    @Test(arguments: RecordAccess.allCases)
    func `a record of a newer Mosaic is refused and stays as it is`(mode: RecordAccess) throws {
        try withTemporaryFolder { folder in
            _ = try SQLiteRecord.open(path: folder.record, for: .creating)
            try write(to: folder.record) { try $0.execute(sql: "PRAGMA user_version = 99") }
            try expectRefusal(
                of: folder, mode, .newerSchema(place: folder.record, found: 99, known: RecordSchema.current.version))
        }
    }

    @Test(arguments: RecordAccess.allCases)
    func `a newer schema is seen too where it stands in the write-ahead log alone`(mode: RecordAccess) throws {
        try withTemporaryFolder { folder in
            _ = try SQLiteRecord.open(path: folder.record, for: .creating)
            let other = try DatabaseQueue(path: folder.record)
            try other.inDatabase { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99") }
            let before = try folder.contents["mosaic.db"]
            #expect(
                throws: RecordFailure.newerSchema(place: folder.record, found: 99, known: RecordSchema.current.version)
            ) {
                _ = try SQLiteRecord.open(path: folder.record, for: mode)
            }
            #expect(try folder.contents["mosaic.db"] == before)
            try other.close()
        }
    }

    @Test
    func `an empty file becomes a record where one may be made, and is none else`() throws {
        try withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: folder.record))
            for mode in [RecordAccess.reading, .writing] {
                try expectRefusal(of: folder, mode, .notARecord(place: folder.record, why: "it is empty"))
            }
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            #expect(try record.size().batches == 0)
        }
    }

    @Test(arguments: [false, true])
    func `many that make one record at once get one record`(isEmptyFileThere: Bool) throws {
        try withTemporaryFolder { folder in
            if isEmptyFileThere { try Data().write(to: URL(filePath: folder.record)) }
            let path = folder.record
            DispatchQueue.concurrentPerform(iterations: 8) { number in
                #expect(throws: Never.self) {
                    let record = try SQLiteRecord.open(path: path, for: .creating)
                    try HistoryStep.file("file \(number)", [.sample(Double(number))]).take(on: record)
                }
            }
            #expect(try SQLiteRecord.open(path: path, for: .reading).batches().map(\.id) == Array(1...8))
        }
    }

    @Test(arguments: [true, false])
    func `a record that is cut short or overwritten is damaged`(isCut: Bool) throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            var bytes = try Data(contentsOf: URL(filePath: folder.record))
            if isCut {
                bytes = bytes.prefix(bytes.count / 2)
            } else {
                bytes.replaceSubrange(4096..<bytes.count, with: repeatElement(0xAA, count: bytes.count - 4096))
            }
            try bytes.write(to: URL(filePath: folder.record))
            let error = #expect(throws: RecordFailure.self) {
                let record = try SQLiteRecord.open(path: folder.record, for: .creating)
                _ = try record.series(SeriesSelection(), asOf: .now)
            }
            guard case .damaged(folder.record, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test
    func `a record without one of its tables is damaged`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            try write(to: folder.record) { try $0.execute(sql: "DROP TABLE repeat") }
            let record = try SQLiteRecord.open(path: folder.record, for: .reading)
            #expect(throws: RecordFailure.damaged(place: folder.record, why: "its tables are not made as they were")) {
                _ = try record.series(SeriesSelection(), asOf: .now)
            }
        }
    }

    /// Expects an error, and that not a byte in the folder is another.
    private func expectRefusal(of folder: URL, _ mode: RecordAccess, _ expected: RecordFailure) throws {
        let before = try folder.contents
        #expect(throws: expected) { _ = try SQLiteRecord.open(path: folder.record, for: mode) }
        #expect(try folder.contents == before)
    }
}

/// Makes a record with some pages of statements, and closes it.
func fill(_ path: String) throws {
    let record = try SQLiteRecord.open(path: path, for: .creating)
    try HistoryStep.file("fill", (1000...3000).map { .sample(1, year: $0) }).take(on: record)
}

/// Changes a database behind the record's back.
func write(to path: String, _ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase(body)
    try queue.close()
}

extension URL {
    /// The files in a folder, with what is in them.
    var contents: [String: Data] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: path(percentEncoded: false))
            return try Dictionary(
                uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: appending(path: $0))) })
        }
    }
}
