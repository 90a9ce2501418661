import Config
import Formats
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// The files of `Tests/Cases` that mutations begin with, and the catalog that they are read by.
struct Corpus: Sendable {
    /// A file and the options that stand beside it.
    struct Seed: Sendable {
        let name: String
        let bytes: [UInt8]
        let options: ReadingOptions
    }

    /// The day of every reading.
    private static let today = "2026-03-01"
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    let catalog: Catalog
    /// By target: its seeds.
    private(set) var seeds: [String: [Seed]] = [:]
    /// Inputs that a reader once did wrong.
    private(set) var found: [Seed] = []

    /// All of it.
    static func load() throws -> Corpus {
        let cases = top.appending(path: "Tests/Cases")
        var corpus = Corpus(catalog: try catalog(of: cases))
        for folder in try names(in: cases) where !["config", "records"].contains(folder) {
            for name in try names(in: cases.appending(path: folder)) where isSeed(name, in: folder) {
                let seed = try seed(cases.appending(path: folder).appending(path: name), corpus.catalog)
                // Great files take long, and are no other than small ones are.
                guard seed.bytes.count <= 8192 else { continue }
                if let target = try target(of: seed, corpus.catalog) {
                    corpus.seeds[target, default: []].append(seed)
                }
            }
        }
        let found = top.appending(path: "Fuzz/Found")
        corpus.found = try names(in: found).filter { !$0.hasSuffix(".args") && !$0.hasSuffix(".md") }
            .map { try seed(found.appending(path: $0), corpus.catalog) }
        return corpus
    }

    /// The catalog of the field cases, with the indicators of the cases of long CSV.
    private static func catalog(of cases: URL) throws -> Catalog {
        let path = cases.appending(path: "field/catalog/mosaicd.yaml").path
        let catalog = try MosaicConfiguration.load(path: path, files: DiskFiles()).catalog
        let more = [("basic_research", "100M CNY"), ("urban_share", "percent"), ("profit", "10k CNY")].map { id, unit in
            Indicator(
                id: Identifier(id), title: ["en": id, "zh": id],
                unit: UnitOfMeasure(known: unit) ?? UnitOfMeasure(standingAlone: unit), direction: .more,
                measure: .level)
        }
        return Catalog(regions: catalog.regions, indicators: catalog.indicators + more)
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private static func isSeed(_ name: String, in folder: String) -> Bool {
        let beside = [".args", ".expected", ".yaml", ".refused", ".expected.csv"]
        guard !beside.contains(where: name.hasSuffix), !name.hasPrefix("catalog") else { return false }
        return folder == "field" || name.contains(".good.") || name.contains(".bad.")
    }

    private static func seed(_ file: URL, _ catalog: Catalog) throws -> Seed {
        var options = ReadingOptions(file: "figures", today: try #require(CalendarDate(today)))
        let place = file.deletingLastPathComponent()
        let beside = [file.appendingPathExtension("args"), file.deletingPathExtension().appendingPathExtension("args")]
        let text = beside.lazy.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.first ?? ""
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        for (name, value) in zip(words, words.dropFirst()) {
            switch name {
            case "--set":
                let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
                options.given[try #require(ObservationField.allCases.first { $0.column == parts[0] })] = parts[1]
            case "--decimal": options.decimal = DecimalSign(rawValue: value)
            case "--format": options.format = value
            case "--sheet": options.sheet = value
            case "--mapping":
                options.mapping = try Mapping.load(
                    path: place.appending(path: value).path, files: DiskFiles(), catalog: catalog)
            default: break
            }
        }
        return Seed(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)), options: options)
    }

    /// What a file is a seed of: its form, or what it is packed in.
    private static func target(of seed: Seed, _ catalog: Catalog) throws -> String? {
        if seed.bytes.starts(with: [0x50, 0x4B]) { return "workbook" }
        if seed.bytes.starts(with: [0x1F, 0x8B]) { return "gzip" }
        return try ObservationReader().read(from: MemorySource(seed.bytes), catalog: catalog, options: seed.options)
            .form?.name
    }
}
