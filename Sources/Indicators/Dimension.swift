/// What a unit measures, as a product of simple dimensions over others: `money/persons`.
///
/// Two are equal where they measure the same: money over persons, times persons, is money.
public struct Dimension: Hashable, Sendable, CustomStringConvertible {
    private let numerator: [String]
    private let denominator: [String]

    /// The dimension of a unit.
    public init(of unit: UnitOfMeasure) {
        let sides = unit.dimension.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(over: sides.first.map { [$0] } ?? [], sides.count > 1 ? [sides[1]] : [])
    }

    /// Shares cancel out, and so does what stands on both sides.
    private init(over numerator: [String], _ denominator: [String]) {
        var (above, below) = (numerator.filter { $0 != UnitOfMeasure.share }, [String]())
        for side in denominator where side != UnitOfMeasure.share {
            if let index = above.firstIndex(of: side) { above.remove(at: index) } else { below.append(side) }
        }
        (self.numerator, self.denominator) = (above.sorted(), below.sorted())
    }

    /// The dimension of a share: of nothing.
    public static let share = Dimension(over: [], [])

    /// The dimension of a ratio.
    public static func / (left: Self, right: Self) -> Self {
        Self(over: left.numerator + right.denominator, left.denominator + right.numerator)
    }

    /// `money/persons`; `share` where nothing is left.
    public var description: String {
        if self == .share { return UnitOfMeasure.share }
        let above = numerator.isEmpty ? "1" : numerator.joined(separator: " times ")
        return ([above] + denominator).joined(separator: "/")
    }
}

extension Derivation {
    /// The dimension of its figures, given the units of its inputs in order; nil where they don't go together.
    ///
    /// An index has none of its own: it is a share, or counts in points.
    public func dimension(of inputs: [UnitOfMeasure]) -> Dimension? {
        let dimensions = inputs.map { Dimension(of: $0) }
        guard let first = dimensions.first else { return nil }
        switch self {
        case .ratio: return first / dimensions[dimensions.count - 1]
        case .share: return dimensions.allSatisfy { $0 == first } ? .share : nil
        case .sum, .difference: return dimensions.allSatisfy { $0 == first } ? first : nil
        case .change, .index: return .share
        }
    }

    /// Whether its figures can be in a unit, given their dimension.
    public func admits(_ unit: UnitOfMeasure, for dimension: Dimension) -> Bool {
        if case .index = self, unit.dimension == unit.symbol { return true }
        return Dimension(of: unit) == dimension
    }
}
