internal import Exchange
internal import Formats
internal import Indicators

/// Entries of a catalog for what files name and it lacks, as texts to be completed by who knows the figures.
struct CatalogProposal {
    /// A file that is proposed.
    struct Text {
        let name: String
        let content: String
        /// What is in it.
        let words: String
    }

    /// What was seen of an indicator.
    private struct Seen {
        let name: String
        let unit: UnitOfMeasure?
        var regions: Set<String> = []
        var years: (first: Int, last: Int)?
        var values: (least: Double, greatest: Double)?
    }

    private let catalog: Catalog?
    private var known: FileNames
    private var indicators: [Seen] = []
    private var regions: [String] = []
    private var names: Set<String> = []

    /// A proposal of what a catalog lacks; nil is one that has nothing.
    init(beside catalog: Catalog?) {
        self.catalog = catalog
        known = FileNames(catalog ?? Catalog(regions: [], indicators: []))
    }

    /// How many questions are left open, and in which files.
    var questions: (count: Int, files: [String]) {
        (
            regions.count * Self.askedOfRegions.count + indicators.count * Self.asked.count,
            (regions.isEmpty ? [] : ["regions.csv"]) + (indicators.isEmpty ? [] : ["indicators.yaml"])
        )
    }

    private static let askedOfRegions = [
        ("kind", "nation; province; municipality; autonomous_region; the word for a level; or cluster"),
        ("level", "a word of catalog.levels; leave it empty where the kind says it"),
        ("parent", "the region of a higher level that it is a part of; leave it empty for a nation"),
    ]

    private static let asked = [
        ("direction", "is more or less of it better? more, less or none"),
        ("measure", "a state at the year's end, or what flowed within it? level or flow"),
        ("aggregation", "how do regions make a whole? sum, none, or mean with `weight: INDICATOR`"),
        ("due_months", "how many months after the year's end is its figure out? take the line away if none is awaited"),
    ]

    /// Adds what a file names.
    mutating func add(_ file: SeriesFile, of name: String) {
        for series in file.series {
            let (indicator, region) = (series.key.indicator.rawValue, series.key.region.rawValue)
            if names.insert("region " + Catalog.folded(region)).inserted, !known.haveRegion(region) {
                regions.append(region)
            }
            if known.haveIndicator(indicator) { continue }
            if names.insert("indicator " + indicator).inserted {
                indicators.append(Seen(name: indicator, unit: file.units[series.key.indicator]))
            }
            guard let index = indicators.firstIndex(where: { $0.name == indicator }) else { continue }
            indicators[index].regions.insert(region)
            for observation in series.observations {
                guard let value = observation.value else { continue }
                let (year, seen) = (observation.period.year, indicators[index])
                indicators[index].years = (min(seen.years?.first ?? year, year), max(seen.years?.last ?? year, year))
                indicators[index].values = (
                    min(seen.values?.least ?? value, value), max(seen.values?.greatest ?? value, value)
                )
            }
        }
    }

    /// The files, none that would be empty.
    ///
    /// - Parameter isWhole: whether there is no catalog yet: then settings and empty targets are among them.
    func texts(isWhole: Bool) -> [Text] {
        let units = unknownUnits
        var texts: [Text] = []
        if !regions.isEmpty {
            texts.append(Text(name: "regions.csv", content: regionRows, words: regions.count.counted("region")))
        }
        if !units.isEmpty {
            texts.append(Text(name: "units.csv", content: unitRows(units), words: units.count.counted("unit")))
        }
        if !indicators.isEmpty {
            texts.append(Text(name: "indicators.yaml", content: entries, words: indicators.count.counted("indicator")))
        }
        guard isWhole, !texts.isEmpty else { return texts }
        let targets = Self.row([
            "id", "indicator", "region", "kind", "base_period", "base_value", "target_period", "target_value", "unit",
            "path", "sense", "source", "source_date", "note",
        ])
        let files =
            "regions: regions.csv, indicators: indicators.yaml, targets: targets.csv"
            + (units.isEmpty ? "" : ", units: units.csv")
        return texts + [
            Text(name: "targets.csv", content: targets, words: "no target yet"),
            Text(
                name: "mosaicd.yaml", content: "catalog: { \(files) }\nrecord: { path: mosaic.db }\n",
                words: "settings, with the record beside them"),
        ]
    }

    /// The words of units that are not known, or the sides of compounds that are not.
    private var unknownUnits: [String] {
        let known = catalog?.units ?? .builtIn
        var found: [String] = []
        for word in indicators.compactMap(\.unit?.symbol) where known.unit(word) == nil {
            let sides = word.split(separator: "/").map(String.init)
            for side in sides.count == 2 ? sides : [word] where known.unit(side) == nil && !found.contains(side) {
                found.append(side)
            }
        }
        return found
    }

    private func unitRows(_ units: [String]) -> String {
        let header = ["symbol", "dimension", "power_of_ten", "spellings", "title_en", "title_zh"]
        return Self.row(header) + units.map { Self.row([$0, $0, "0", "", "", ""]) }.joined()
    }

    /// The regions, above them what is asked of each. A file does not tell even of a code what it is of.
    private var regionRows: String {
        var ids = Set(catalog?.regions.map(\.id.rawValue) ?? [])
        let languages = LanguageTag.ofProposals.filter { language in
            regions.contains { LanguageTag.ofProposal($0) == language }
        }
        let rows = regions.map { name in
            let id = Self.id(name.uppercased(), isIn: ids, limit: 16, separator: "-", fallback: "R")
            ids.insert(id)
            return Self.row([id] + languages.map { _ in name } + Self.askedOfRegions.map { _ in "?" })
        }
        return Self.askedOfRegions.map { Self.row(["# \($0.0): \($0.1)"]) }.joined()
            + Self.row(["id"] + languages.map { "name_\($0)" } + Self.askedOfRegions.map(\.0)) + rows.joined()
    }

    private var entries: String {
        var ids = Set(catalog?.indicators.map(\.id.rawValue) ?? [])
        return indicators.map { indicator in
            let id = Self.id(indicator.name.lowercased(), isIn: ids, limit: 64, separator: "_", fallback: "i")
            ids.insert(id)
            let years = indicator.years.map { "\($0.first)–\($0.last)" } ?? "no year"
            let values =
                indicator.values.map { "from \($0.least.decimalText) to \($0.greatest.decimalText)" } ?? "no value"
            let title = Self.quoted(indicator.name)
            let unit = indicator.unit?.symbol ?? "count"
            return """
                \(id):
                  # \(indicator.regions.count.counted("region")), \(years), \(values) \(unit)
                  title: { \(LanguageTag.ofProposal(indicator.name)): \(title) }
                  unit: \(Self.quoted(unit))
                \(Self.asked.map { "  \($0.0): \"?\"   # \($0.1)\n" }.joined())
                """
        }.joined(separator: "\n")
    }

    /// An id of the letters and digits of a name that none has yet.
    private static func id(
        _ name: String, isIn taken: Set<String>, limit: Int, separator: Character, fallback: String
    ) -> String {
        var id = ""
        for character in name {
            if character.isASCII, character.isLetter || character.isNumber {
                id.append(character)
            } else if !id.isEmpty, id.last != separator {
                id.append(separator)
            }
        }
        while id.last == separator { id.removeLast() }
        if id.first?.isLetter != true { id = fallback + (id.isEmpty ? "" : String(separator) + id) }
        id = String(id.prefix(limit))
        var (number, free) = (2, id)
        while taken.contains(free) {
            free = String(id.prefix(limit - String(number).count - 1)) + "\(separator)\(number)"
            number += 1
        }
        return free
    }

    /// Texts as a row of CSV.
    private static func row(_ cells: [String]) -> String {
        var (writer, bytes) = (CSVWriter(), [UInt8]())
        writer.append(row: cells, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text in quotes, as YAML and JSON have it.
    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONValue.text(text).append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension LanguageTag {
    /// The languages of names that a file has.
    fileprivate static let ofProposals = [english, chinese]

    /// Chinese of a name with Chinese characters, else English.
    fileprivate static func ofProposal(_ name: String) -> LanguageTag {
        name.unicodeScalars.contains { $0.properties.isIdeographic } ? chinese : english
    }
}
