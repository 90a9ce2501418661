import Config
import Foundation
import Indicators

extension Settings {
    /// All that they say, a line each.
    var lines: String {
        """
        regions \(catalog.regions)
        indicators \(catalog.indicators)
        targets \(catalog.targets)
        levels \(levels.map(\.name).joined(separator: " "))
        record \(recordPlace)
        schedule \(schedule)
        time zone \(timeZone.identifier)\(shard.map { "\nshard \($0)" } ?? "")
        samples limit \(samplesLimit)
        groups \(groups.map(\.rawValue).joined(separator: " "))\(languages.isEmpty ? "" : "\nlanguages \(languages)")
        listen \(listen.map(\.description).joined(separator: " "))\(opensHealth ? "" : "\nopens no health")\(inbox.lines)

        """
    }
}

extension InboxSettings {
    /// All that they say beside the defaults, each with a newline before it.
    fileprivate var lines: String {
        guard self != InboxSettings() else { return "" }
        let places = (folders ?? []).map { folder in
            "\n  \(folder.path) by \(folder.name) mapping \(folder.mapping ?? "-") form \(folder.form ?? "-")"
                + (folder.isRetraction ? " retracts" : "")
        }
        return "\ninbox keeps \(keeps), \(keepsFiles) files\(folders == nil ? "" : ", in")\(places.joined())"
    }
}

extension Region {
    var line: String {
        let place = tile.map { "\($0.row)/\($0.column)" } ?? "-"
        let begin = validFrom.map { " from \($0)" } ?? ""
        let end = (validTo.map { " to \($0)" } ?? "") + (successor.map { " then \($0)" } ?? "")
        let above = "\(level?.name ?? "-")" + (parent.map { " in \($0)" } ?? "")
        return """
            \(id) \(kind.rawValue) \(above) \(gbCode ?? "-") whole \(clusters) partly \(partlyIn) tile \(place) \
            \(allNames)\(begin)\(end)

            """
    }
}

extension Indicator {
    var line: String {
        let share = aggregationShare == 1 ? "" : " from \(aggregationShare)"
        let ends = seriesValidTo.sorted { $0.key < $1.key }.map { " \($0.key) to \($0.value)" }.joined()
        let end = (validTo.map { " to \($0)" } ?? "") + ends
        let formula = derivation.map { " = \($0.formula)" } ?? ""
        return """
            \(id)\(formula) \(title.line) \(unit) of \(unit.dimension) \(direction) \(measure) \
            \(words(minimum))...\(words(maximum)) \(aggregation)\(share) due \(dueMonths.map(String.init) ?? "-")\(source.map { " in \($0)" } ?? "")\(end) \
            \(description?.line ?? "\"\"")

            """
    }
}

extension MultilingualText {
    /// Its texts; before those that are neither English nor Chinese stands the language.
    fileprivate var line: String {
        versions.map { version in
            let isPlain = [.english, .chinese, .undetermined].contains(version.language)
            return "\(isPlain ? "" : "\(version.language) ")\"\(version.text)\""
        }.joined(separator: " ")
    }
}

extension Target {
    var line: String {
        let base = "\(terms.baseYear.map(String.init) ?? "-"):\(words(terms.baseValue))"
        let range = "\(words(terms.lower))...\(words(terms.upper))"
        let way = terms.milestones.map { " \($0.year)=\($0.value)" }.joined()
        let beside =
            terms.reference.map {
                " beside \($0.series.indicator) \($0.series.region) × \($0.factor) + \($0.offset) \($0.mode)"
            } ?? ""
        return """
            \(id) \(series.indicator) \(series.region) \(terms.kind.words) \(terms.sense) \(terms.path) \(base) \
            \(terms.targetYear):\(words(terms.targetValue)) \(range) in \(words(terms.minimum))...\(words(terms.maximum)) \
            \(attribute ?? "-") \(source ?? "-") \(sourceDate?.description ?? "-") \(note.map { "\($0.debugDescription)" } ?? "-")\
            \(way)\(beside)

            """
    }
}

private func words(_ number: Double?) -> String { number.map { "\($0)" } ?? "-" }

extension TargetKind {
    /// The name without its underscores and abbreviations: `changePercent` for `change_pct`.
    fileprivate var words: String {
        let full = ["pct": "percent", "abs": "absolute"]
        let words = rawValue.split(separator: "_").map { full[String($0)] ?? String($0) }
        return words[0] + words.dropFirst().map(\.localizedCapitalized).joined()
    }
}
