public import Indicators

/// A name that nothing has, in a sentence that says what would be right.
public struct UnknownName: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence, in English and Chinese.
    public let words: BilingualText
    /// The sentence in English.
    public var description: String { words.english }

    /// Says that a name is unknown.
    ///
    /// - Parameters:
    ///   - kind: what it would be the name of.
    ///   - question: what would be right.
    init(_ kind: BilingualText, _ name: String, _ question: BilingualText) {
        words = BilingualText(
            english: "unknown \(kind.english) \"\(name)\"; \(question.english)",
            chinese: "未知\(kind.chinese)\"\(name)\"；\(question.chinese)")
    }
}

extension BilingualText {
    /// One of which words is expected.
    fileprivate static func expected(_ words: [String]) -> BilingualText {
        BilingualText(
            english: "expected \(words.joined(separator: ", "))", chinese: "应为\(words.joined(separator: "、"))")
    }
}

extension TargetState {
    /// The state of a name such as `on_track`.
    public init(named text: String) throws(UnknownName) {
        guard let state = TargetState(rawValue: text) else {
            let known = TargetState.allCases.map(\.rawValue)
            throw UnknownName(
                BilingualText(english: "state", chinese: "状态"), text,
                NearestName.words(for: text, among: known) ?? .expected(known))
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
        throw UnknownName(
            BilingualText(english: "indicator", chinese: "指标"), text,
            NearestName.words(for: text, among: indicators.map(\.id.rawValue))
                ?? BilingualText(english: "\(list) lists them", chinese: "全部指标见\(list)"))
    }

    /// The region that has a name; any of its names will do.
    public func knownRegion(named text: String) throws(UnknownName) -> Region {
        if let region = region(named: text) { return region }
        throw UnknownName(
            BilingualText(english: "region", chinese: "地区"), text,
            regionWords(for: text)
                ?? BilingualText(
                    english: "expected an ISO 3166-2 code, a GB/T 2260 code or a name",
                    chinese: "应为ISO 3166-2代码、GB/T 2260代码或名称"))
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
            throw UnknownName(
                BilingualText(english: "level", chinese: "级别"), level,
                NearestName.words(for: level, among: known) ?? .expected(known))
        }
        let ids = Set(ofLevel.map(\.id))
        return chosen.map { $0.intersection(ids) } ?? ids
    }
}
