import Foundation
import Indicators
import Testing

@testable import Exchange

@Suite
struct InputTests {
    static let config = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config")

    @Test
    func `a file is read from the disk`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mosaic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "figures.csv").path
        try Data(ReadingFuzzTests.good.utf8).write(to: URL(filePath: path))
        let input = try InputFile(path)
        let file = try ObservationReader().read(input, catalog: Reading.catalog, options: Reading.options())
        #expect(input.name == path)
        #expect(file.rowLines == (try Reading.file(ReadingFuzzTests.good).rowLines))
    }

    @Test
    func `what is no file is told before anything is read`() throws {
        let missing = #expect(throws: InputError.self) { try InputFile("no such folder/figures.csv") }
        #expect(missing?.description == "no such folder/figures.csv: there is no such file")
        #expect(missing?.isFailedRead == false)
        let directory = #expect(throws: InputError.self) { try InputFile("/") }
        #expect(directory?.description == "/: is a directory; name the files in it")
        let inside = #expect(throws: InputError.self) { try InputFile(#filePath + "/inside.csv") }
        #expect(inside?.message == "can't be opened: Not a directory")
    }

    @Test(arguments: [
        ("figures.csv", "figures.csv"), ("a/b/figures.csv", "figures.csv"), ("-", "standard input"), ("a/", "a"),
    ])
    func `a source is the file's name, and standard input has a name too`(file: String, source: String) throws {
        let today = try #require(CalendarDate(Reading.today))
        #expect(ReadingOptions(file: file, today: today).source == source)
        #expect(ReadingOptions(file: file, source: "said", today: today).source == "said")
    }

    @Test
    func `how a file is read is said in a line`() throws {
        #expect(try Reading.file(ReadingFuzzTests.good).reading == "csv")
        #expect(
            try Reading.file(
                "indicator,region,period,value,unit", Reading.options(published: "2026-01-01", encoding: .gb18030)
            ).reading
                == "csv --encoding gb18030 --published 2026-01-01")
    }

    @Test
    func `every shipped observation file is without a fault or a doubt`() throws {
        let catalog = try Self.shippedCatalog()
        let folder = Self.config.appending(path: "observations")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
        #expect(names.count >= 8)
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            let file = try Reading.file(bytes, Reading.options(today: "2026-12-31"), catalog: catalog)
            #expect(file.diagnostics.lines == [], "\(name)")
            #expect(file.isInOrder, "\(name)")
            #expect(file.statements.rows.allSatisfy { $0.published != StatementBuffer.Row.undated }, "\(name)")
        }
    }

    /// The shipped regions and indicators, as far as a reader of observations needs them.
    private static func shippedCatalog() throws -> Catalog {
        let regions = try lines("regions.csv").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Region(
                id: Identifier(fields[0]), gbCode: fields[1].isEmpty ? nil : fields[1],
                name: ["en": fields[2], "zh": fields[3]], kind: .province)
        }
        var indicators: [Indicator] = []
        for entry in try lines("indicators.yaml").split(whereSeparator: { $0.hasPrefix("#") }).joined()
            .reduce(into: [[String]](), { $1.hasPrefix(" ") ? $0[$0.count - 1].append($1) : $0.append([$1]) })
        {
            func value(_ key: String) -> String? {
                entry.first { $0.hasPrefix("  \(key): ") }.map { String($0.dropFirst(key.count + 4)) }
            }
            let id = Identifier<Indicator>(String(entry[0].dropLast()))
            let unit = try #require(value("unit"))
            indicators.append(
                Reading.indicator(
                    id, unit, minimum: value("minimum").flatMap { Double($0) },
                    maximum: value("maximum").flatMap { Double($0) }))
        }
        return Catalog(regions: regions, indicators: indicators)
    }

    private static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: config.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
