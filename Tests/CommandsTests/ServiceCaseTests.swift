import Exchange
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

/// Files of statistical services, `Tests/Cases/<form>/*.{good,bad}.*`: what the command tells of each, and what is in force then.
///
/// Beside a file stand `.args`, what the command is given besides, and `.expected`, which a run with `RECORD_SNAPSHOTS` writes.
@Suite
struct ServiceCaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases")
        .standardizedFileURL
    private static let forms = [
        "eurostat-tsv", "json-stat", "mapped-csv", "open-sdg", "owid", "public", "sdmx-csv", "sdmx-json", "un-sdg",
        "world-bank-csv",
        "world-bank-json",
    ]

    private static func names(_ form: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: form).path).sorted()
    }

    private static func cases() throws -> [String] {
        try forms.flatMap { form in
            try names(form).filter { name in
                (name.contains(".good.") || name.contains(".bad."))
                    && ![".args", ".expected", ".yaml"].contains { name.hasSuffix($0) }
            }
            .map { "\(form)/\($0)" }
        }
    }

    /// What the command is given beside a file.
    private static func arguments(of name: String) throws -> [String] {
        let file = folder.appending(path: name)
        let beside = try names(String(name.prefix { $0 != "/" }))
        let words = (try? String(contentsOf: file.appendingPathExtension("args"), encoding: .utf8)) ?? ""
        return words.split(whereSeparator: \.isWhitespace).map(String.init).map { word in
            beside.contains(word) ? file.deletingLastPathComponent().path + "/" + word : word
        }
    }

    @Test(arguments: try cases().filter { $0.contains(".good.") })
    func `a catalog is drafted from a file of any form, given what a backfill is given`(name: String) throws {
        let to = try TemporaryFolder()
        var world = TestWorld()
        world.files = BareFiles()
        let outcome = world.run(
            try ["catalog", "draft", Self.folder.appending(path: name).path, "--to", to.path("new")]
                + Self.arguments(of: name))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let entries = String(decoding: try to.read("new/indicators.yaml"), as: UTF8.self)
        #expect(entries.contains("  direction: \"?\""))
        #expect(String(decoding: try to.read("new/regions.csv"), as: UTF8.self).contains(",?,?,?\n"))
    }

    @Test(arguments: try cases())
    func `a file of a form is told of as it must be, and recorded if it is right`(name: String) throws {
        let file = Self.folder.appending(path: name)
        let place = file.deletingLastPathComponent().path + "/"
        let arguments = try Self.arguments(of: name)
        let world = try FieldCaseTests.world()
        let outcome = world.run(["backfill"] + arguments + [file.path])
        #expect(outcome.status == (name.contains(".bad.") ? 65 : 0))
        let rows = world.run(["export"]).output.split(separator: "\n").dropFirst().map { "\($0)\n" }.joined()
        let text = (outcome.errors + outcome.output + rows).replacingOccurrences(of: place, with: "")
        let expected = file.appendingPathExtension("expected")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: expected)
        }
        #expect(try text == String(contentsOf: expected, encoding: .utf8))
    }

    @Test(arguments: forms)
    func `each form has good files and bad ones`(form: String) throws {
        let cases = try Self.cases().filter { $0.hasPrefix("\(form)/") }
        #expect(cases.contains { $0.contains(".good.") } && cases.contains { $0.contains(".bad.") })
    }
}
