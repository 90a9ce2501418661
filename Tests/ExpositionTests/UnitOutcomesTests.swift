import Formats
import Foundation
import Testing

@testable import Exposition

@Suite struct UnitOutcomesTests {
    /// Files of a folder with the times that they were last written, in seconds.
    static func folder(_ files: [String: Double]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mosaic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        for (name, time) in files {
            let file = folder.appending(path: name)
            try Data().write(to: file)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: time)], ofItemAtPath: file.path)
        }
        return folder
    }

    private func lines(_ files: [String: Double]) throws -> [Substring] {
        let folder = try Self.folder(files)
        defer { try? FileManager.default.removeItem(at: folder) }
        var metrics = Sample.service()
        metrics.outcomes = UnitOutcomes(folder: folder.path).known
        return try String(decoding: metrics.render(beside: nil).text, as: UTF8.self)
            .split(separator: "\n").filter { $0.hasPrefix("mosaic_unit_") }
    }

    @Test func `a unit's last success and failure are the times of its files, in the order of names`() throws {
        #expect(
            try lines(["mosaic-backup.success": 20, "mosaic-backup.failure": 10, "a.b.success": 5]) == [
                #"mosaic_unit_last_success_timestamp_seconds{unit="a.b"} 5"#,
                #"mosaic_unit_last_success_timestamp_seconds{unit="mosaic-backup"} 20"#,
                #"mosaic_unit_last_failure_timestamp_seconds{unit="mosaic-backup"} 10"#,
            ])
    }

    @Test func `other files are no outcomes, and a folder that is missing has none`() throws {
        #expect(try lines(["notes": 1, ".success": 2, "x.failed": 3]).isEmpty)
        #expect(UnitOutcomes(folder: "/nowhere").known.isEmpty)
    }

    @Test func `of very many units the first fifty are served`() throws {
        #expect(try lines(Dictionary(uniqueKeysWithValues: (100..<300).map { ("u\($0).success", 1) })).count == 50)
    }
}
