internal import Formats
internal import Indicators

/// Reads which indicators the service evaluates and serves.
extension SettingsReader {
    mutating func readShard(_ section: YAMLMapping?, into draft: inout SettingsDraft) {
        if let entry = section?["shard"], let text = faults.text(entry) {
            draft.settings.shard = EvaluationShard(text)
            if draft.settings.shard == nil {
                faults.add(
                    .outOfRange, at: entry.value.position, "`shard` is \(text.quoted)", value: text,
                    expected: "expected a part of so many, such as 2/4, of up to \(EvaluationShard.mostParts)")
            }
        }
        guard let entry = section?["indicators"] else { return }
        if section?["shard"] != nil {
            faults.add(
                .conflictingKeys, at: entry.position, "`indicators` stands beside `shard`",
                expected: "expected one of them")
        }
        let expected = "expected a list such as [computing_power, grain]"
        guard let items = faults.items(entry, expected: expected) else { return }
        if items.isEmpty {
            faults.add(.missingValue, at: entry.value.position, "`indicators` is an empty list", expected: expected)
        }
        for item in items {
            guard let name = faults.text(item, of: "indicators") else { continue }
            draft.indicatorNames.append((name, item.position))
        }
        draft.settings.shard = .named(draft.indicatorNames.map { Identifier($0.name) })
    }

    /// Makes sure that the indicators which settings name are in the catalog.
    mutating func requireIndicators(of draft: SettingsDraft, in catalog: Catalog) {
        for (name, position) in draft.indicatorNames where catalog.indicator(Identifier(name)) == nil {
            faults.addUnknown(
                .unknownIndicator, at: position, "unknown indicator \(name.quoted)", value: name,
                known: catalog.indicators.map(\.id.rawValue))
        }
    }
}
