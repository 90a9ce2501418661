/// How a derived indicator is computed from others, year by year and region by region.
public enum Derivation: Hashable, Sendable {
    /// The first over the second: GDP over residents.
    case ratio(Identifier<Indicator>, Identifier<Indicator>)
    /// The first as a share of the second, of one dimension: basic research of all research.
    case share(Identifier<Indicator>, of: Identifier<Indicator>)
    /// All of them together.
    case sum([Identifier<Indicator>])
    /// The first less the second.
    case difference(Identifier<Indicator>, Identifier<Indicator>)
    /// The change since the year before.
    case change(Identifier<Indicator>)
    /// The figure as an index: 100 in the base year.
    case index(of: Identifier<Indicator>, base: Period)

    /// The indicators that it is computed from, each once.
    public var inputs: [Identifier<Indicator>] {
        switch self {
        case .ratio(let first, let second), .share(let first, of: let second), .difference(let first, let second):
            [first, second]
        case .sum(let inputs): inputs
        case .change(let input), .index(of: let input, base: _): [input]
        }
    }

    /// The years of its inputs that a year's figure is computed from, ascending.
    public func years(of year: Int) -> [Int] {
        switch self {
        case .ratio, .share, .sum, .difference: [year]
        case .change: [year - 1, year]
        case .index(of: _, base: let base): Set([base.year, year]).sorted()
        }
    }

    /// It as a formula: `gdp / resident_population`.
    public var formula: String {
        switch self {
        case .ratio(let first, let second), .share(let first, of: let second): "\(first) / \(second)"
        case .sum(let inputs): inputs.map(\.rawValue).joined(separator: " + ")
        case .difference(let first, let second): "\(first) - \(second)"
        case .change(let input): "\(input) / \(input) of the year before - 1"
        case .index(of: let input, base: let base): "\(input) / \(input) of \(base)"
        }
    }

    /// Where a derived figure is from: `derived from gdp / resident_population`.
    public var source: String { "derived from \(formula)" }
}
