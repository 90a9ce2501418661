/// The median slope of Sen (1968), robust to outliers, and its 95 percent limits.
public struct TheilSenSlope: Hashable, Sendable {
    /// How the ranks of the limits were found.
    public enum Interval: String, Hashable, Sendable, CaseIterable {
        /// From the exact distribution of S (Hollander & Wolfe, ch. 9): no equal values.
        case exact
        /// From the normal approximation with the variance of S: some values are equal.
        case normal
    }

    /// The median of (y_j − y_i)/(t_j − t_i), in the indicator's unit a year; from three observations on.
    @OptionalDouble public private(set) var slope: Double?
    /// The lower limit of the slope, from five observations on.
    @OptionalDouble public private(set) var lower: Double?
    /// The upper limit of the slope, from five observations on.
    @OptionalDouble public private(set) var upper: Double?
    /// How the limits were found; nil if there are none.
    public let interval: Interval?

    init(
        years: Span<Int>, values: Span<Double>, ranking: TiedRanking, varS: Double?,
        distributions: inout MannKendallDistributions
    ) {
        guard values.count >= 3 else {
            (slope, lower, upper, interval) = (nil, nil, nil, nil)
            return
        }
        let unit = Self.unit(of: values)
        var slopes = OrderStatistics(Self.slopes(years: years, values: values, unit: unit))
        slope = (slopes.median() / unit).finite
        let rank = Self.rankOfLower(ranking, varS: varS, distributions: &distributions)
        guard let rank, rank >= 1 else {
            (lower, upper, interval) = (nil, nil, nil)
            return
        }
        lower = (slopes.value(ofRank: rank - 1) / unit).finite
        upper = (slopes.value(ofRank: ranking.pairs - rank) / unit).finite
        interval = ranking.ties.isEmpty ? .exact : .normal
    }

    /// z₀.₉₇₅ of the standard normal distribution.
    private static let z975 = 1.959963984540054

    /// The rank r, from 1, of the lower limit among the sorted slopes; the upper is as far from the other end.
    private static func rankOfLower(
        _ ranking: TiedRanking, varS: Double?, distributions: inout MannKendallDistributions
    ) -> Int? {
        guard ranking.count >= MannKendallTest.leastForP, !ranking.isConstant, let varS else { return nil }
        guard ranking.ties.isEmpty else {
            return Int(((Double(ranking.pairs) - z975 * varS.squareRoot()) / 2).rounded(.down))
        }
        return distributions[ranking].critical.map { (ranking.pairs - ($0 - 2)) / 2 }
    }

    /// The factor that keeps the differences of values and the sum of two slopes in range.
    private static func unit(of values: Span<Double>) -> Double {
        var largest = 0.0
        for index in values.indices { largest = max(largest, abs(values[index])) }
        return largest < 0x1p1021 ? 1 : 0.25
    }

    /// All slopes between two observations, times a unit.
    private static func slopes(years: Span<Int>, values: Span<Double>, unit: Double) -> [Double] {
        let count = values.count
        var slopes: [Double] = []
        slopes.reserveCapacity(count * (count - 1) / 2)
        for later in 1..<count {
            let (year, value) = (years[later], values[later] * unit)
            for earlier in 0..<later {
                slopes.append((value - values[earlier] * unit) / Double(year - years[earlier]))
            }
        }
        return slopes
    }
}
