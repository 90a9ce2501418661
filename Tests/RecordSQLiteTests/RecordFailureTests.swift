import GRDB
import MosaicTestKit
import Record
import RecordSQLite
import Testing

struct RecordFailureTests {
    @Test(arguments: [
        (ResultCode.SQLITE_BUSY, RecordFailure.busy(place: "/")),
        (.SQLITE_BUSY_SNAPSHOT, .busy(place: "/")),
        (.SQLITE_LOCKED, .busy(place: "/")),
        (.SQLITE_FULL, .diskFull(place: "/")),
        (.SQLITE_CORRUPT, .damaged(place: "/", why: "why")),
        (.SQLITE_CORRUPT_INDEX, .damaged(place: "/", why: "why")),
        (.SQLITE_NOTADB, .damaged(place: "/", why: "why")),
        (.SQLITE_IOERR_SHORT_READ, .damaged(place: "/", why: "it is cut short: why")),
        (.SQLITE_IOERR_READ, .inputOutput(place: "/", why: "why")),
        (.SQLITE_NOMEM, .inputOutput(place: "/", why: "why")),
    ])
    func `each result code of SQLite means one thing to a user`(code: ResultCode, expected: RecordFailure) {
        #expect(RecordFailure(DatabaseError(resultCode: code, message: "why"), place: "/") == expected)
    }

    @Test
    func `a file that is gone when it is opened is missing`() throws {
        try withTemporaryFolder { folder in
            let error = DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "unable to open")
            #expect(RecordFailure(error, place: folder.record) == .missing(place: folder.record))
        }
    }

    @Test
    func `an error that is one already stays what it is`() {
        #expect(RecordFailure(RecordFailure.noSuchBatch(7), place: "/") == .noSuchBatch(7))
    }
}
