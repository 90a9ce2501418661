import Foundation
import Indicators
import Testing

@testable import Exchange

/// Files in public forms, `Tests/Cases/field`: what each must say, or where it must be refused.
@Suite
struct FieldCaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases/field")

    /// The cases' names, by the ending of the file that says what must come of each.
    private static func cases(_ ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(ending) }
            .map { String($0.dropLast(ending.count)) }.sorted()
    }

    private static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    private static let indicators: [Indicator] = [
        Reading.indicator("computing_power", "PFLOPS", minimum: 0), Reading.indicator("gdp", "100M CNY", minimum: 0),
        Reading.indicator("clean_energy_capacity_share", "percent", minimum: 0, maximum: 100),
    ]

    private static func catalog() throws -> Catalog {
        let regions = try text("catalog/regions.csv").split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Region(
                id: Identifier(fields[0]), gbCode: fields[1].isEmpty ? nil : fields[1],
                name: BilingualText(english: fields[2], chinese: fields[3]), kind: .province,
                aliases: fields[8].split(separator: "|").map(String.init))
        }
        return Catalog(regions: regions, indicators: indicators)
    }

    private static func read(_ name: String) throws -> ObservationFile {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let file = try #require(
            files.first { file in
                file.hasPrefix("\(name).") && ["csv", "txt", "xls", "gz"].contains { file.hasSuffix(".\($0)") }
                    && !file.hasSuffix(".expected.csv")
            })
        let input = try InputFile(folder.appending(path: file).path)
        return try ObservationReader().read(input, catalog: catalog(), options: Reading.options())
    }

    @Test(arguments: try cases(".expected.csv"))
    func `a file that can be read says what it must`(name: String) throws {
        let expected = try Self.text("\(name).expected.csv").split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return
                "\(fields[0]) \(fields[1]) \(fields[2]) \(Double(fields[3]).map { "\($0)" } ?? "none") \(fields[4]) \(fields[5])"
        }
        let file = try Self.read(name)
        #expect(file.diagnostics.errors.map(\.description) == [])
        let rows = file.rowLines.map { $0.split(separator: " ").dropFirst().prefix(6).joined(separator: " ") }
        #expect(rows.sorted() == expected.sorted())
        #expect(!rows.isEmpty)
    }

    @Test(arguments: try cases(".refused"))
    func `a file that can't be read is refused where it must be`(name: String) throws {
        let diagnostics = try Self.read(name).diagnostics
        #expect(diagnostics.hasErrors)
        for line in try Self.text("\(name).refused").split(separator: "\n") {
            if line.hasPrefix("one message") { #expect(diagnostics.kept.count == 1) }
            let place = line.prefix { $0.isNumber || $0 == ":" }.split(separator: ":").compactMap { Int($0) }
            guard let first = place.first else { continue }
            #expect(
                diagnostics.errors.contains { $0.line == first && (place.count < 2 || $0.column == place[1]) },
                "\(line)")
        }
    }
}
