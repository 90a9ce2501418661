internal import Indicators

/// The indicators of a catalog by id and by title, in whatever language.
struct IndicatorNames: Sendable {
    private var positions: [String: [Int]] = [:]

    init(_ catalog: Catalog) {
        for (position, indicator) in catalog.indicators.enumerated() {
            let names = [indicator.id.rawValue] + indicator.title.versions.map(\.text)
            for name in Set(names.map(NameText.folded)) where !name.isEmpty {
                positions[name, default: []].append(position)
            }
        }
    }

    /// Where the indicators stand in the catalog that a text names: one, none, or several of one title.
    func named(_ text: String) -> [Int] {
        let name = NameText.folded(text)
        return positions[name] ?? Self.twins[name].flatMap { positions[$0] } ?? []
    }

    /// What statistics call by two names, the nation's and the provinces'.
    private static let twins = [
        "国内生产总值": "地区生产总值", "地区生产总值": "国内生产总值",
        "gross domestic product": "gross regional product", "gross regional product": "gross domestic product",
    ]

    /// Those that have one title, where a text names more than one; a unit in brackets behind the title is no matter.
    func rivals(for text: String) -> [Int] {
        var found = named(text)
        if found.isEmpty, let (name, _) = NameText.title(text) { found = named(name) }
        return found.count > 1 ? found : []
    }
}
