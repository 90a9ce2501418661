/// How what a catalog names is worded for a reader.
public struct Wording: Sendable {
    /// The reader's language; nil where nobody has said it.
    public let language: LanguageTag?
    private let units: KnownUnits

    /// The wording for a language, or, where nobody has said one, in English with the symbols of units.
    public init(language: LanguageTag? = nil, units: KnownUnits = .builtIn) {
        (self.language, self.units) = (language, units)
    }

    /// A name or title.
    public func text(_ text: MultilingualText) -> String { text[language ?? .english] }

    /// A sentence of Mosaic's own.
    public func text(_ text: BilingualText) -> String { text[language ?? .english] }

    /// A unit: its title in the language that was said, else its symbol; of a compound each side.
    public func unit(_ unit: UnitOfMeasure) -> String {
        guard let language else { return unit.symbol }
        if let title = units.title(of: unit.symbol, in: language) { return title }
        let sides = unit.symbol.split(separator: "/").map(String.init)
        guard sides.count == 2 else { return unit.symbol }
        return sides.map { units.title(of: $0, in: language) ?? $0 }.joined(separator: "/")
    }
}
