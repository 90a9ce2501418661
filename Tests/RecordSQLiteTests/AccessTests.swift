import Foundation
import Glibc
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// Rights, seen by a process without any: what root alone can test.
@Suite(.enabled(if: geteuid() == 0, "only root can become somebody else"))
struct AccessTests {
    @Test
    func `a record of somebody else is not allowed, and its owner is named`() async throws {
        try await withTemporaryFolder { folder in
            try fill(folder.record)
            unsafe chmod(folder.path(percentEncoded: false), 0o755)
            await #expect(processExitsWith: .success) { [path = folder.record as String] in
                try #require(setuid(65_534) == 0)
                for mode in RecordAccess.allCases {
                    #expect(throws: RecordFailure.notAllowed(place: path, owner: "root")) {
                        _ = try SQLiteRecord.open(path: path, for: mode)
                    }
                }
            }
        }
    }

    @Test
    func `a record in a directory that can't be looked into is its owner's`() async throws {
        try await withTemporaryFolder { folder in
            unsafe chmod(folder.path(percentEncoded: false), 0o700)
            await #expect(processExitsWith: .success) { [path = folder.record as String] in
                try #require(setuid(65_534) == 0)
                #expect(throws: RecordFailure.notAllowed(place: path, owner: "root")) {
                    _ = try SQLiteRecord.open(path: path, for: .creating)
                }
            }
        }
    }

    @Test
    func `a record can't be made in a directory that can't be written`() async throws {
        try await withTemporaryFolder { folder in
            unsafe chmod(folder.path(percentEncoded: false), 0o755)
            await #expect(processExitsWith: .success) { [path = folder.record as String] in
                try #require(setuid(65_534) == 0)
                let error = #expect(throws: RecordFailure.self) {
                    _ = try SQLiteRecord.open(path: path, for: .creating)
                }
                guard case .cannotCreate(path, _)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test(arguments: [0, 0o077] as [mode_t])
    func `a new record has its mode whatever the umask`(mask: mode_t) async {
        await #expect(processExitsWith: .success) { [mask = mask as mode_t] in
            umask(mask)
            try withTemporaryFolder { folder in
                unsafe chmod(folder.path(percentEncoded: false), 0o700)
                _ = try SQLiteRecord.open(path: folder.record, for: .creating)
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.record)
                #expect(attributes[.posixPermissions] as? Int == 0o640)
            }
        }
    }
}
