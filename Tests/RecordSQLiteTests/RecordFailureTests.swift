import GRDB
import MosaicTestKit
import Record
import RecordSQLite
import Testing

struct RecordFailureTests {
    @Test(
        "each result code of SQLite means one thing to a user",
        arguments: [
            (ResultCode.SQLITE_BUSY, RecordFailure.busy(path: "/")),
            (.SQLITE_BUSY_SNAPSHOT, .busy(path: "/")),
            (.SQLITE_LOCKED, .busy(path: "/")),
            (.SQLITE_FULL, .diskFull(path: "/")),
            (.SQLITE_CORRUPT, .damaged(path: "/", why: "why")),
            (.SQLITE_CORRUPT_INDEX, .damaged(path: "/", why: "why")),
            (.SQLITE_NOTADB, .damaged(path: "/", why: "why")),
            (.SQLITE_IOERR_SHORT_READ, .damaged(path: "/", why: "it is cut short: why")),
            (.SQLITE_IOERR_READ, .inputOutput(path: "/", why: "why")),
            (.SQLITE_NOMEM, .inputOutput(path: "/", why: "why")),
        ])
    func means(code: ResultCode, expected: RecordFailure) {
        #expect(RecordFailure(DatabaseError(resultCode: code, message: "why"), path: "/") == expected)
    }

    @Test("a file that is gone when it is opened is missing")
    func goneWhenOpened() throws {
        try withTemporaryFolder { folder in
            let error = DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "unable to open")
            #expect(RecordFailure(error, path: folder.record) == .missing(path: folder.record))
        }
    }

    @Test("an error that is one already stays what it is")
    func stays() {
        #expect(RecordFailure(RecordFailure.noSuchBatch(7), path: "/") == .noSuchBatch(7))
    }
}
