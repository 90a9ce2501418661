/// A unit, as a power of ten of its dimension's base unit.
///
/// Units of one dimension differ by powers of ten alone, so that a conversion shifts the decimal point of the text.
public struct UnitOfMeasure: Hashable, Sendable, CustomStringConvertible {
    /// The unit as it is written: `PFLOPS`, `10k CNY`.
    public let symbol: String
    /// What it measures: `computing power`; a unit that stands alone is its own dimension.
    public let dimension: String
    /// One of this unit is ten to this power of the dimension's base unit.
    public let powerOfTen: Int

    init(symbol: String, dimension: String, powerOfTen: Int) {
        self.symbol = symbol
        self.dimension = dimension
        self.powerOfTen = powerOfTen
    }

    /// The known unit of a symbol or one of its other spellings; case matters only where two units differ by it. Nil if unknown.
    public init?(known text: String) {
        guard let found = Self.bySpelling[text] ?? Self.byFoldedSpelling[text.lowercased()] else { return nil }
        self = found
    }

    /// A unit of its own: what a catalog may name for an indicator that counts in no known unit.
    public init(standingAlone symbol: String) {
        self.init(symbol: symbol, dimension: symbol, powerOfTen: 0)
    }

    /// By how many powers of ten a number in this unit is multiplied to be in another; nil if the dimensions differ.
    public func shift(to other: UnitOfMeasure) -> Int? {
        dimension == other.dimension ? powerOfTen - other.powerOfTen : nil
    }

    /// The symbol.
    public var description: String { symbol }

    /// The symbols of every known unit of a dimension, from the least on.
    public static func symbols(ofDimension dimension: String) -> [String] {
        var seen: Set<String> = []
        return spellings.filter { $0.unit.dimension == dimension }.map(\.unit).sorted { $0.powerOfTen < $1.powerOfTen }
            .map(\.symbol).filter { seen.insert($0).inserted }
    }

    /// Every spelling that is understood.
    public static var knownSpellings: [String] { spellings.map(\.text) }
}
