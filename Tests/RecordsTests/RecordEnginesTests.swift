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

    @Test func `an address is a record on that server, of which a service has no lock of its own`() throws {
        let server = try PostgresServer.shared.get()
        let address = server.address(of: try server.makeDatabase())
        #expect(try !engines.hasRecord(at: address))
        let record = try engines.open(address, for: .creating)
        #expect(record.place.hasPrefix("postgresql://"))
        #expect(try engines.open(address, for: .reading).state() == record.state())
        _ = try engines.lockService(ofRecordAt: address)
        _ = try engines.lockService(ofRecordAt: address)
        #expect(engines.service(ofRecordAt: address) == nil)
    }

    @Test(arguments: [
        "postgres://mosaic:a/b@c?hunter2@host", "PostgreSQL://host/db?pasword=hunter2@x",
    ]) func `an address that can't be read is refused, and nothing of it is shown`(address: String) throws {
        let failure = try #require(throws: RecordFailure.self) { try engines.open(address, for: .creating) }
        #expect(throws: failure) { try engines.hasRecord(at: address) }
        #expect(throws: failure) { try engines.becomeOwner(ofRecordAt: address) }
        #expect(throws: failure) { try engines.openBackup(address) }
        #expect(!failure.description.contains("hunter2"))
    }

    @Test func `a backup of a file does not take the place of a record on a server`() throws {
        try withTemporaryFolder { folder in
            let (path, copy) = (folder.appending(path: "mosaic.db").path, folder.appending(path: "copy.db").path)
            _ = try engines.open(path, for: .creating).backUp(to: copy)
            let server = try PostgresServer.shared.get()
            let address = server.address(of: "postgres")
            let failure = try #require(throws: RecordFailure.self) {
                try engines.openBackup(copy).restore(to: address)
            }
            #expect(failure.description.contains("pg_restore"))
        }
    }
}
