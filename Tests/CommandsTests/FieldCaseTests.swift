import Config
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

/// Files in public forms, `Tests/Cases/field`: what is in force once they were backfilled, or where they must be refused.
///
/// Beside a file stand `.args`, what the command is given besides; `.before.csv`, which is recorded first; and `.expected.csv`
/// or `.refused`, which say what must come of it.
@Suite
struct FieldCaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases/field")
        .standardizedFileURL

    /// The cases' names, by the ending of the file that says what must come of each.
    private static func cases(_ ending: String) throws -> [String] {
        try names().filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }

    private static func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }

    private static func text(_ name: String) throws -> String? {
        let url = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    private static func lines(_ name: String) throws -> [String] {
        try #require(try text(name), "\(name)").split(separator: "\n").map(String.init)
    }

    /// A world with the catalog of all cases.
    static func world() throws -> TestWorld {
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T00:00:00Z"))
        world.environment = ["MOSAIC_CONFIG": folder.appending(path: "catalog/mosaicd.yaml").path]
        world.files = DiskFiles()
        return world
    }

    /// Backfills the file of a case, with its arguments, after what comes before it.
    private static func backfill(_ name: String, _ more: [String] = [], in world: TestWorld) throws -> Outcome {
        if try text("\(name).before.csv") != nil {
            let before = world.run(["backfill", folder.appending(path: "\(name).before.csv").path])
            #expect(before.status == 0, "\(before.errors)")
        }
        let said = [".expected.csv", ".before.csv", ".refused", ".args", ".yaml"]
        let file = try #require(
            try names().first { file in file.hasPrefix("\(name).") && !said.contains { file.hasSuffix($0) } })
        let arguments = try (text("\(name).args") ?? "").split(whereSeparator: \.isWhitespace).map { word in
            try names().contains(String(word)) ? folder.appending(path: String(word)).path : String(word)
        }
        return world.run(["backfill"] + more + arguments + [folder.appending(path: file).path])
    }

    @Test(arguments: try cases(".expected.csv"))
    func `what a file says is in force once it was backfilled`(name: String) throws {
        let world = try Self.world()
        let outcome = try Self.backfill(name, in: world)
        #expect(outcome.status == 0, "\(outcome.errors)")
        func row(_ line: String, _ columns: [Int]) -> String {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return columns.map { $0 == 3 ? Double(fields[3]).map { "\($0)" } ?? "none" : fields[$0] }
                .joined(separator: " ")
        }
        let found = world.run(["export"]).output.split(separator: "\n").dropFirst()
        let expected = try Self.lines("\(name).expected.csv").dropFirst()
        #expect(found.map { row(String($0), [0, 1, 2, 3, 5, 6]) } == expected.map { row($0, [0, 1, 2, 3, 4, 5]) })
        #expect(!expected.isEmpty)
    }

    @Test(arguments: try cases(".refused"))
    func `a file that can't be read is refused where it must be, and nothing of it is recorded`(name: String) throws {
        let world = try Self.world()
        let outcome = try Self.backfill(name, ["--json"], in: world)
        #expect(outcome.status == 65)
        let errors = try JSON(Data(outcome.output.utf8))["errors"]?.elements ?? []
        let places = errors.map { [$0["line"]?.int, $0["column"]?.int] }
        #expect(!places.isEmpty)
        for line in try Self.lines("\(name).refused") {
            if line.hasPrefix("one message") { #expect(places.count == 1) }
            let place = line.prefix { $0.isNumber || $0 == ":" }.split(separator: ":").map { Int($0) }
            #expect(place.isEmpty || places.contains { $0.prefix(place.count) == place[...] }, "\(line): \(places)")
        }
        #expect(world.run(["export"]).output.split(separator: "\n").count <= 1)
    }
}
