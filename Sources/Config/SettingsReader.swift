internal import Formats
internal import Foundation
internal import Indicators

/// Settings as far as they could be read.
struct SettingsDraft {
    /// What was read; the default where a value is missing or has a fault.
    var settings: Settings
    /// The catalog's paths; nil if one has a fault.
    var catalog: CatalogDraft.Paths
    /// The levels of regions; nil if they have a fault.
    var levels: [RegionLevel]?
    /// The indicators that are named, and where.
    var indicatorNames: [(name: String, position: TextPosition)] = []
    /// The mappings and forms that are named, and where.
    var mappingNames: [(name: String, position: TextPosition)] = []
    var formNames: [(name: String, position: TextPosition)] = []
}

/// Reads `mosaicd.yaml`.
struct SettingsReader {
    var faults: FileFaults

    init(file: String) {
        self.faults = FileFaults(file: file)
    }

    /// The settings; nil if the file can't be read at all. Whether they can be used, `faults` say.
    mutating func read(from files: any FileReading) -> SettingsDraft? {
        guard let bytes = faults.bytes(from: files), let root = faults.document(bytes) else { return nil }
        let start = TextPosition(line: 1, column: 1)
        let keys = ["catalog", "record", "evaluation", "exposition", "web", "inbox"]
        guard let sections = faults.mapping(root, of: "settings", at: start, keys: keys) else { return nil }
        var settings = Settings(besideFile: faults.file)
        var draft = SettingsDraft(
            settings: settings, catalog: CatalogDraft.Paths(settings.catalog), levels: settings.levels)
        if let section = section(sections["catalog"], keys: ["regions", "indicators", "targets", "units", "levels"]) {
            draft.catalog.regions = path(section["regions"], default: settings.catalog.regions)
            draft.catalog.indicators = path(section["indicators"], default: settings.catalog.indicators)
            draft.catalog.targets = path(section["targets"], default: settings.catalog.targets)
            draft.catalog.units = path(section["units"], default: nil)
            if let entry = section["levels"] { draft.levels = levels(entry) }
        } else if sections["catalog"] != nil {
            draft.catalog = CatalogDraft.Paths()
        }
        settings.catalog = CatalogPaths(
            regions: draft.catalog.regions ?? settings.catalog.regions,
            indicators: draft.catalog.indicators ?? settings.catalog.indicators,
            targets: draft.catalog.targets ?? settings.catalog.targets, units: draft.catalog.units)
        settings.levels = draft.levels ?? settings.levels
        if let section = section(sections["record"], keys: ["path", "url"]) {
            settings.recordPlace = recordPlace(section) ?? settings.recordPlace
        }
        draft.settings = settings
        readEvaluation(
            section(sections["evaluation"], keys: ["every", "at", "time_zone", "shard", "indicators"]),
            into: &draft)
        settings = draft.settings
        readExposition(
            section(sections["exposition"], keys: ["samples_limit", "groups", "languages"]), into: &settings)
        if let section = section(sections["web"], keys: ["listen", "open_health", "tokens"]) {
            settings.listen = section["listen"].flatMap { addresses($0) } ?? settings.listen
            settings.opensHealth = section["open_health"].flatMap { faults.flag($0) } ?? settings.opensHealth
            settings.tokens = path(section["tokens"], default: nil)
        }
        draft.settings = settings
        readInbox(section(sections["inbox"], keys: ["folders", "keep", "keep_files"]), into: &draft)
        return draft
    }

    private mutating func section(_ entry: YAMLEntry?, keys: [String]) -> YAMLMapping? {
        guard let entry else { return nil }
        return faults.mapping(entry.value, of: entry.key, at: entry.position, keys: keys)
    }

    private mutating func path(_ entry: YAMLEntry?, default path: String?) -> String? {
        guard let entry else { return path }
        return faults.text(entry).map { CatalogPaths.resolve($0, besideFile: faults.file) }
    }

    /// The levels of regions; nil, with the faults noted, for anything but a list of words.
    private mutating func levels(_ entry: YAMLEntry) -> [RegionLevel]? {
        let expected = "expected a list from the top such as [nation, province, county]"
        guard let items = faults.items(entry, expected: expected) else { return nil }
        if items.isEmpty {
            faults.add(.missingValue, at: entry.value.position, "`levels` is an empty list", expected: expected)
        }
        let before = faults.count
        var names: [String] = []
        for item in items {
            guard let name = faults.text(item, of: "levels") else { continue }
            if !name.isID || name == Region.Kind.cluster.rawValue {
                faults.add(
                    .badID, at: item.position, "\(name.quoted) is no level", value: name,
                    expected: "expected small letters, digits and _, a letter first, at most 64, and not cluster")
            } else if names.contains(name) {
                faults.add(
                    .duplicateValue, at: item.position, "level \(name.quoted) stands twice", value: name,
                    expected: "expected it once")
            }
            names.append(name)
        }
        return faults.count == before && !names.isEmpty ? RegionLevel.levels(named: names) : nil
    }

    /// A path beside the settings, or an address. No fault shows an address: it may have a password in it.
    private mutating func recordPlace(_ section: YAMLMapping) -> String? {
        guard let entry = section["url"] else {
            guard let entry = section["path"], let text = faults.text(entry) else { return nil }
            guard !text.contains("://") else {
                faults.add(
                    .badAddress, at: entry.value.position, "`path` is an address", expected: "expected it under `url`")
                return nil
            }
            return CatalogPaths.resolve(text, besideFile: faults.file)
        }
        if section["path"] != nil {
            faults.add(
                .conflictingKeys, at: entry.position, "`url` stands beside `path`", expected: "expected one of them")
        }
        guard let text = faults.text(entry) else { return nil }
        guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else {
            faults.add(
                .badAddress, at: entry.value.position, "`url` is no address of a record",
                expected: "expected one such as postgresql://db1,db2,db3/mosaic; a file is named by `path`")
            return nil
        }
        return text
    }

    private mutating func readEvaluation(_ section: YAMLMapping?, into draft: inout SettingsDraft) {
        readShard(section, into: &draft)
        readSchedule(section, into: &draft.settings)
    }

    private mutating func readSchedule(_ section: YAMLMapping?, into settings: inout Settings) {
        if let entry = section?["every"], let interval = interval(entry) { settings.schedule = .every(interval) }
        if let entry = section?["at"] {
            if section?["every"] != nil {
                faults.add(
                    .conflictingKeys, at: entry.position, "`at` stands beside `every`", expected: "expected one of them"
                )
            }
            if let text = faults.text(entry) {
                if let time = EvaluationSchedule.timeOfDay(text) {
                    settings.schedule = .at(hour: time.hour, minute: time.minute)
                } else {
                    faults.add(
                        .badTime, at: entry.value.position, "`at` is \(text.quoted)", value: text,
                        expected: "expected a time of day from 00:00 to 23:59")
                }
            }
        }
        if let entry = section?["time_zone"], let name = faults.text(entry) {
            if let zone = TimeZone(identifier: name) {
                settings.timeZone = zone
            } else {
                let known = TimeZone.knownTimeZoneIdentifiers + ["UTC"]
                faults.add(
                    .unknownTimeZone, at: entry.value.position, "unknown time zone \(name.quoted)", value: name,
                    expected: NearestName.question(for: name, among: known) ?? "expected a name such as Asia/Shanghai")
            }
        }
    }

    /// A duration; nil for anything else, with the fault noted.
    mutating func interval(_ entry: YAMLEntry) -> Duration? {
        guard let text = faults.text(entry) else { return nil }
        guard let duration = EvaluationSchedule.duration(text) else {
            faults.add(
                .badDuration, at: entry.value.position, "`\(entry.key)` is \(text.quoted)", value: text,
                expected: "expected a duration such as 1h, 30m, 1h30m or 1d")
            return nil
        }
        guard EvaluationSchedule.intervals.contains(duration) else {
            faults.add(
                .outOfRange, at: entry.value.position, "`\(entry.key)` is \(text)", value: text,
                expected: "expected a duration from 1s to 366d")
            return nil
        }
        return duration
    }

    private mutating func readExposition(_ section: YAMLMapping?, into settings: inout Settings) {
        if let entry = section?["samples_limit"], let limit = faults.whole(entry, in: Settings.samplesLimits) {
            settings.samplesLimit = limit
        }
        if let entry = section?["groups"],
            let items = faults.items(entry, expected: "expected a list such as [indicator, trend, target]")
        {
            var groups: [MetricGroup] = []
            for item in items {
                guard let group = faults.choice(item, of: "groups", MetricGroup.self) else { continue }
                if groups.contains(group) {
                    faults.add(
                        .duplicateValue, at: item.position, "group \"\(group.rawValue)\" stands twice",
                        value: group.rawValue, expected: "expected it once")
                } else {
                    groups.append(group)
                }
            }
            settings.groups = groups
        }
        if let entry = section?["languages"] { settings.languages = languages(entry) }
    }

    /// The languages of labels; Chinese has its own.
    private mutating func languages(_ entry: YAMLEntry) -> [LanguageTag] {
        guard let items = faults.items(entry, expected: "expected a list such as [fr, zh-Hant]") else { return [] }
        var languages: [LanguageTag] = []
        for item in items {
            guard let text = faults.text(item, of: "languages"), let language = faults.language(text, at: item.position)
            else { continue }
            if language == .chinese || languages.contains(language) {
                faults.add(
                    .duplicateValue, at: item.position,
                    language == .chinese ? "`zh` has its label already" : "language \(language) stands twice",
                    value: text, expected: "expected each language once, besides zh")
            } else {
                languages.append(language)
            }
        }
        return languages
    }

    private mutating func addresses(_ entry: YAMLEntry) -> [ListenAddress]? {
        let expected = "expected a list such as [\"127.0.0.1:9831\"]"
        guard let items = faults.items(entry, expected: expected) else { return nil }
        if items.isEmpty {
            faults.add(.missingValue, at: entry.value.position, "`listen` is an empty list", expected: expected)
        }
        var addresses: [ListenAddress] = []
        for item in items {
            guard let text = faults.text(item, of: "listen") else { continue }
            do {
                let address = try ListenAddress(text)
                if address.port != 0, addresses.contains(address) {
                    faults.add(
                        .duplicateValue, at: item.position, "address \(text.quoted) stands twice", value: text,
                        expected: "expected it once")
                }
                addresses.append(address)
            } catch {
                faults.add(
                    .badAddress, at: item.position, "\(text.quoted) is \(error)", value: text, expected: error.expected)
            }
        }
        return addresses
    }
}
