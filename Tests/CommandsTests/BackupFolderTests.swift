import Indicators
import Testing

@testable import Commands

@Suite struct BackupFolderTests {
    private let folder = BackupFolder(path: "/backups")
    private let names = [
        "mosaic-20260301T080000Z.db", "mosaic-20260101T080000Z.db", "mosaic-20260228T080000Z.db", "notes.txt",
        "mosaic-20250101T080000Z.db", "mosaic-20250101T080000Z.db.part", "mosaic-20260227T080000Z.db", "mosaic.db",
    ]

    @Test func `a backup is named by the second at which it is made`() throws {
        let now = try #require(Timestamp("2026-03-01T08:00:00.987Z"))
        #expect(folder.file(at: now) == "/backups/mosaic-20260301T080000Z.db")
    }

    @Test(arguments: [
        (1, 0, ["20250101", "20260101", "20260227", "20260228"]), (2, 0, ["20250101", "20260101", "20260227"]),
        (1, 3, ["20250101", "20260101"]), (4, 1, ["20250101"]), (5, 0, []), (100, 0, []), (1, 400, ["20250101"]),
        (1, 500, []),
    ])
    func `those are old that are neither among the newest nor young, and nothing else is a backup`(
        count: Int, days: Int, old: [String]
    ) throws {
        let now = try #require(Timestamp("2026-03-01T08:00:01Z"))
        #expect(
            folder.old(among: names, at: now, keeping: count, days: days)
                == old.map { "/backups/mosaic-\($0)T080000Z.db" })
    }
}
