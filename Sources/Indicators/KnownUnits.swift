/// The units that are understood: those that are built in, and those that a catalog adds.
///
/// Of any two units `A/B` is a unit too, the compound of them: `PFLOPS/10k persons`.
public struct KnownUnits: Sendable {
    /// Every spelling, in the order of the table.
    private(set) var spellings: [(text: String, unit: UnitOfMeasure)] = []
    private var bySpelling: [String: UnitOfMeasure] = [:]
    /// The titles of units that have some, by symbol.
    private var titles: [String: MultilingualText] = [:]
    /// Spellings in lower case; nil for one that would then mean two units, as `MW` and `mW` would.
    private var byFoldedSpelling: [String: UnitOfMeasure?] = [:]

    /// Every spelling that is understood, but for those of compounds.
    public var spelledWords: [String] { spellings.map(\.text) }

    /// The unit of a symbol, of one of its other spellings, of a number of it in words, or of a compound `A/B`. Case matters only
    /// where two units differ by it. Nil if it is not known.
    public func unit(_ text: String) -> UnitOfMeasure? { single(text) ?? counted(text) ?? compound(text) }

    /// The known units of a dimension, each once, from the least on. Those of a compound's are all that its sides make.
    public func units(ofDimension dimension: String) -> [UnitOfMeasure] {
        var seen: Set<UnitOfMeasure> = []
        let single = spellings.map(\.unit).filter { $0.dimension == dimension }
        return (single + compounds(ofDimension: dimension)).filter { seen.insert($0).inserted }
            .enumerated().sorted { ($0.element.powerOfTen, $0.offset) < ($1.element.powerOfTen, $1.offset) }
            .map(\.element)
    }

    /// The known unit that is another one times a power of ten; nil if there is none.
    public func unit(_ unit: UnitOfMeasure, timesTenTo power: Int) -> UnitOfMeasure? {
        units(ofDimension: unit.dimension).first { $0.powerOfTen == unit.powerOfTen + power }
    }

    /// Adds a unit with its spellings; one that is understood already keeps its meaning.
    public mutating func add(_ unit: UnitOfMeasure, spelled texts: [String]) {
        for text in texts where bySpelling[text] == nil {
            spellings.append((text, unit))
            bySpelling[text] = unit
            if text.count > 1 {
                let folded = text.lowercased()
                let rival = byFoldedSpelling[folded]
                byFoldedSpelling.updateValue(rival == nil || rival == .some(unit) ? unit : nil, forKey: folded)
            }
        }
    }

    /// Gives a unit that is known by a symbol a title.
    public mutating func name(_ symbol: String, _ title: MultilingualText) { titles[symbol] = title }

    /// The title of the unit of a spelling in a language or a wider one; nil if it has none.
    func title(of text: String, in language: LanguageTag) -> String? {
        (titles[text] ?? bySpelling[text].flatMap { titles[$0.symbol] })?.found(in: language)
    }

    private func single(_ text: String) -> UnitOfMeasure? {
        bySpelling[text] ?? byFoldedSpelling[text.lowercased()].flatMap { $0 }
    }

    /// How English statistics count in the steps of Chinese ones: `100 million yuan`, `10 000 persons`.
    private static let counts: [(words: String, powerOfTen: Int)] = [
        ("100 million ", 8), ("10 000 ", 4), ("10,000 ", 4), ("10000 ", 4), ("1 000 ", 3), ("1,000 ", 3), ("1000 ", 3),
        ("million ", 6), ("thousand ", 3),
    ]

    /// The known unit that is a number of another one.
    private func counted(_ text: String) -> UnitOfMeasure? {
        let folded = text.lowercased().replacing("\u{A0}", with: " ")
        guard let count = Self.counts.first(where: { folded.hasPrefix($0.words) }),
            let one = single(String(text.dropFirst(count.words.count)))
        else { return nil }
        return unit(one, timesTenTo: count.powerOfTen)
    }

    private func compound(_ text: String) -> UnitOfMeasure? {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, let unit = side(sides[0]), let divisor = side(sides[1]) else { return nil }
        return unit.divided(by: divisor)
    }

    /// A side of a compound keeps its spelling in Latin letters: `CNY/person`.
    private func side(_ text: String) -> UnitOfMeasure? {
        guard let unit = single(text), bySpelling[text] != nil, text.utf8.allSatisfy({ $0 < 128 }) else {
            return single(text)
        }
        return UnitOfMeasure(symbol: text, dimension: unit.dimension, powerOfTen: unit.powerOfTen)
    }

    private func compounds(ofDimension dimension: String) -> [UnitOfMeasure] {
        let sides = dimension.split(separator: "/")
        guard sides.count == 2 else { return [] }
        let divisors = units(ofDimension: String(sides[1]))
        return units(ofDimension: String(sides[0])).flatMap { unit in divisors.compactMap { unit.divided(by: $0) } }
    }
}
