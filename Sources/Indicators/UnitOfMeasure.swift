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

    /// A unit of a dimension: ten to a power of its base unit.
    public init(symbol: String, dimension: String, powerOfTen: Int) {
        self.symbol = symbol
        self.dimension = dimension
        self.powerOfTen = powerOfTen
    }

    /// The unit of a text: built in, or one of those that are known otherwise. Nil if it is not known.
    public init?(known text: String, in known: KnownUnits = .builtIn) {
        guard let found = known.unit(text) else { return nil }
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
}
