import Exchange
import Formats
import Indicators
import MosaicTestKit
import Testing

/// Readings of texts against a small catalog, on 1 March 2026.
enum Reading {
    static let today = "2026-03-01"

    static let catalog = Catalog(
        regions: [
            region("CN", "100000", "China", "中国", .nation, ["全国"]),
            region("CN-NM", "150000", "Inner Mongolia", "内蒙古", .autonomousRegion, ["Nei Mongol"]),
            region("CN-JS", "320000", "Jiangsu", "江苏", .province),
            region("CN-JX", "360000", "Jiangxi", "江西", .province),
            region("GBA", nil, "Greater Bay Area", "粤港澳大湾区", .cluster),
        ],
        indicators: [
            indicator("computing_power", "PFLOPS", minimum: 0), indicator("basic_research", "100M CNY", minimum: 0),
            indicator("urban_share", "percent", minimum: 0, maximum: 100), indicator("profit", "10k CNY"),
            Indicator(
                id: "launch_score", title: ["en": "Score", "zh": "分"],
                unit: UnitOfMeasure(standingAlone: "points"), direction: .more, measure: .level),
        ])

    private static func region(
        _ id: Identifier<Region>, _ code: String?, _ english: String, _ chinese: String, _ kind: Region.Kind,
        _ aliases: [String] = []
    ) -> Region {
        Region(
            id: id, gbCode: code, name: ["en": english, "zh": chinese], kind: kind, aliases: aliases)
    }

    static func indicator(
        _ id: Identifier<Indicator>, _ unit: String, minimum: Double? = nil, maximum: Double? = nil
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": id.rawValue, "zh": "甲"],
            unit: UnitOfMeasure(known: unit) ?? UnitOfMeasure(standingAlone: unit), direction: .more, measure: .level,
            minimum: minimum, maximum: maximum)
    }

    static func options(
        retraction: Bool = false, published: String? = nil, encoding: ReadingOptions.Encoding? = nil,
        today: String = Reading.today
    ) throws -> ReadingOptions {
        ReadingOptions(
            file: "figures.csv", isRetraction: retraction, published: published.flatMap { CalendarDate($0) },
            encoding: encoding, today: try #require(CalendarDate(today)))
    }

    static func file(
        _ bytes: [UInt8], _ options: ReadingOptions, catalog: Catalog = Reading.catalog, blockSize: Int = .max
    ) throws -> ObservationFile {
        try ObservationReader().read(
            from: MemorySource(bytes, blockSize: blockSize), catalog: catalog, options: options)
    }

    static func file(_ text: String, _ options: ReadingOptions? = nil) throws -> ObservationFile {
        try file(Array(text.utf8), options ?? Self.options())
    }

    /// The rows of a text that has no faults.
    static func rows(_ text: String, _ options: ReadingOptions? = nil) throws -> [String] {
        let file = try file(text, options)
        #expect(file.diagnostics.lines == [])
        return file.rowLines
    }

    /// What is said of a text, without the file's name.
    static func lines(_ text: String, _ options: ReadingOptions? = nil) throws -> [String] {
        try file(text, options).diagnostics.lines.map { line in
            #expect(line.hasPrefix("figures.csv:"))
            return String(line.dropFirst("figures.csv:".count))
        }
    }
}

extension ObservationFile {
    /// The rows in words: line, key, what is said, date, source and note.
    var rowLines: [String] {
        statements.rows.map { row in
            let key = statements.series[Int(row.series)]
            let date =
                row.published == StatementBuffer.Row.undated
                ? "undated" : CalendarDate(daysSince1970: row.published).description
            let note = row.note < 0 ? "" : " (\(statements.texts[Int(row.note)]))"
            return "\(row.location.line) \(key.indicator) \(key.region) \(row.year) \(row.content.line) \(date) "
                + statements.texts[Int(row.source)] + note
        }
    }

    /// Whether the rows keep the promises of a statement buffer.
    var isInOrder: Bool {
        let keys = statements.series
        let rows = statements.rows
        let places = rows.map { ($0.series, Int32($0.year), $0.location) }
        return zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 }
            && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
            && Set(rows.map(\.series)) == Set(keys.indices.map { Int32($0) })
            && rows.allSatisfy { row in
                statements.texts.indices.contains(Int(row.source)) && row.note < Int32(statements.texts.count)
                    && Period(year: Int(row.year)).flatMap { row.content.observation(of: $0) } != nil
            }
    }
}

extension StatementContent {
    fileprivate var line: String {
        switch self {
        case .retraction: "retracted"
        case .figure(let value, let status, let bound):
            "\(value.map { "\($0)" } ?? "none") \(status.rawValue) \(bound.rawValue)"
        }
    }
}

extension StatementSource {
    /// All rows; none where they can't be read.
    var rows: [StatementBuffer.Row] { (try? gathered().rows) ?? [] }
}
