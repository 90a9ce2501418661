internal import Glibc

/// Beta convergence: whether what was low has grown faster than what was high.
///
/// The mean yearly growth (1/T) ln(y₁/y₀) of each region is regressed on ln y₀ by least squares. Barro and Sala-i-Martin,
/// "Convergence", Journal of Political Economy 100 (1992), equation 1: the slope is −(1 − e^(−βT))/T.
public struct Convergence: Hashable, Sendable {
    /// How many regions have a value above 0 at both ends.
    public let n: Int
    /// The slope: below 0 where regions drew nearer to each other.
    public let slope: Double
    /// The standard error of the slope, with n − 2 degrees of freedom.
    public let standardError: Double
    /// The share of the variance of growth that the line accounts for; nil if all grew alike.
    public let r2: Double?
    /// β, the share of the distance that is closed in a year; nil where the slope is −1/T or below.
    public let speed: Double?
    /// The standard error of β, by the slope's: that over 1 + slope·T.
    public let speedStandardError: Double?

    /// The convergence from the values of one year to those of another.
    ///
    /// Nil with fewer than three regions that have a value above 0 in both, and where all began alike.
    ///
    /// - Parameters:
    ///   - values: of each region the first and the last value, in one unit.
    ///   - years: how many years lie between them, at least 1.
    public init?(of values: [(first: Double, last: Double)], years: Int) {
        let positive = values.filter { $0.first > 0 && $0.last > 0 }.sorted { $0 < $1 }
        guard positive.count >= 3, years >= 1 else { return nil }
        let (count, span) = (Double(positive.count), Double(years))
        // Relative to the least beginning, which changes no slope.
        let beginnings = positive.map { logarithmOfRatio($0.first, over: positive[0].first) }
        let growths = positive.map { logarithmOfRatio($0.last, over: $0.first) / span }
        let means = (beginnings.reduce(0, +) / count, growths.reduce(0, +) / count)
        var (squares, products, growthSquares) = (0.0, 0.0, 0.0)
        for (beginning, growth) in zip(beginnings, growths) {
            squares += (beginning - means.0) * (beginning - means.0)
            products += (beginning - means.0) * (growth - means.1)
            growthSquares += (growth - means.1) * (growth - means.1)
        }
        guard squares > 0 else { return nil }
        let isUniform = growths.allSatisfy { $0 == growths[0] }
        let slope = isUniform ? 0 : products / squares
        var residuals = 0.0
        for (beginning, growth) in zip(beginnings, growths) where !isUniform {
            let residual = growth - means.1 - slope * (beginning - means.0)
            residuals += residual * residual
        }
        n = positive.count
        self.slope = slope
        standardError = (residuals / (count - 2) / squares).squareRoot()
        r2 = !isUniform && growthSquares > 0 ? min(products * slope / growthSquares, 1) : nil
        let left = 1 + slope * span
        speed = left > 0 ? (-log1p(slope * span) / span).finite : nil
        speedStandardError = left > 0 ? (standardError / left).finite : nil
    }
}
