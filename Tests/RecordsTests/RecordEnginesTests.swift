import Foundation
import MosaicTestKit
import Record
import Records
import Testing

/// A record is opened by its name.
struct RecordEnginesTests {
    private let engines = RecordEngines(clock: TestClock.read)

    @Test func `a path is the record in that file, which is made only if that is asked for`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "mosaic.db").path
            #expect(try !engines.hasRecord(at: path))
            for access in [RecordAccess.reading, .writing] {
                #expect(throws: RecordFailure.missing(place: path)) { try engines.open(path, for: access) }
            }
            let record = try engines.open(path, for: .creating)
            #expect(record.place == path)
            #expect(try engines.hasRecord(at: path))
            #expect(try engines.open(path, for: .reading).state() == record.state())
        }
    }

    @Test func `a service's lock is one at a time, and its holder is known`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "mosaic.db").path
            #expect(engines.service(ofRecordAt: path) == nil)
            let lock = try engines.lockService(ofRecordAt: path)
            let process = Int(ProcessInfo.processInfo.processIdentifier)
            #expect(engines.service(ofRecordAt: path) == RecordService(process: process, isReading: true))
            #expect(throws: RecordFailure.secondService(place: path)) { try engines.lockService(ofRecordAt: path) }
            lock.release()
            #expect(engines.service(ofRecordAt: path) == nil)
        }
    }

    @Test(arguments: [
        "postgresql://mosaic:hunter2@db.example.org/mosaic", "postgres://mosaic:a/b@c?hunter2@host",
        "PostgreSQL://host/db?password=hunter2@x",
    ]) func `a server's address is refused, and nothing of it is shown`(address: String) throws {
        let failure = try #require(throws: RecordFailure.self) { try engines.open(address, for: .creating) }
        #expect(throws: failure) { try engines.hasRecord(at: address) }
        #expect(throws: failure) { try engines.becomeOwner(ofRecordAt: address) }
        #expect(throws: failure) { try engines.lockService(ofRecordAt: address) }
        #expect(throws: failure) { try engines.openBackup(address) }
        #expect(engines.service(ofRecordAt: address) == nil)
        #expect(failure.description.contains("can't keep a record in a PostgreSQL server yet; name a file"))
        for secret in ["hunter2", "host", "example", "@"] { #expect(!failure.description.contains(secret)) }
    }
}
