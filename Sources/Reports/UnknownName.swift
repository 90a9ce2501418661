public import Indicators

/// A name that nothing has, in a sentence that says what would be right.
public struct UnknownName: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String
}

extension TargetState {
    /// The state of a name such as `on_track`.
    public init(named text: String) throws(UnknownName) {
        guard let state = TargetState(rawValue: text) else {
            let known = TargetState.allCases.map(\.rawValue)
            let question = NearestName.question(for: text, among: known) ?? "expected \(known.joined(separator: ", "))"
            throw UnknownName(description: "unknown state \"\(text)\"; \(question)")
        }
        self = state
    }
}

extension Catalog {
    /// The indicator of an id.
    ///
    /// - Parameter list: what lists all indicators.
    public func knownIndicator(named text: String, listedBy list: String) throws(UnknownName) -> Indicator {
        if let indicator = indicator(Identifier(text)) { return indicator }
        let question = NearestName.question(for: text, among: indicators.map(\.id.rawValue))
        throw UnknownName(description: "unknown indicator \"\(text)\"; \(question ?? "\(list) lists them")")
    }

    /// The region that has a name; any of its names will do.
    public func knownRegion(named text: String) throws(UnknownName) -> Region {
        if let region = region(named: text) { return region }
        let question = regionQuestion(for: text) ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
        throw UnknownName(description: "unknown region \"\(text)\"; \(question)")
    }

    /// The regions that a name and a level choose; nil if all are wanted.
    ///
    /// - Parameters:
    ///   - text: any name of a region; with a slash behind it the region with all of its parts; nil: every region.
    ///   - level: the word for a level, such as `county`; nil: every level.
    public func regions(
        named text: String?, level: String?
    ) throws(UnknownName) -> Set<Identifier<Region>>? {
        var chosen: Set<Identifier<Region>>?
        if let text {
            let isSubtree = text.hasSuffix("/")
            let region = try knownRegion(named: isSubtree ? String(text.dropLast()) : text)
            chosen = isSubtree ? subtree(of: region.id) : [region.id]
        }
        guard let level else { return chosen }
        let ofLevel = regions.filter { $0.level?.name == level }
        guard !ofLevel.isEmpty else {
            let known = Set(regions.compactMap(\.level)).sorted().map(\.name)
            let question = NearestName.question(for: level, among: known)
            throw UnknownName(
                description: "unknown level \"\(level)\"; \(question ?? "expected \(known.joined(separator: ", "))")")
        }
        let ids = Set(ofLevel.map(\.id))
        return chosen.map { $0.intersection(ids) } ?? ids
    }
}
