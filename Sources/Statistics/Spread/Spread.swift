internal import Glibc

/// How the values of regions differ in one year.
///
/// Each value counts by its weight; without weights all count alike. Of values that a measure has no meaning for it is nil.
public struct Spread: Hashable, Sendable {
    /// How many values there are.
    public let n: Int
    /// The mean, in the values' unit; nil if there is no value, or no weight.
    public let mean: Double?
    /// The standard deviation over the mean; nil if the mean is not above 0. The variance is divided by n.
    public let coefficientOfVariation: Double?
    /// Gini's coefficient: twice the covariance of value and rank over the mean. Of values from 0 on.
    ///
    /// A value's rank is the weight below it and half of its own: Lerman and Yitzhaki, Journal of Econometrics 42 (1989),
    /// equations 2 and 5.
    public let gini: Double?
    /// Theil's T: the mean of x/μ · ln(x/μ). Of values from 0 on, where 0 · ln 0 is 0.
    ///
    /// Theil, Economics and Information Theory (1967), chapter 4.
    public let theil: Double?
    /// The greatest value over the least; nil if the least is not above 0.
    public let maxOverMin: Double?

    /// Measures some values.
    ///
    /// - Parameters:
    ///   - values: finite numbers in one unit.
    ///   - weights: as many numbers, none below 0; nil: all values count alike.
    public init(of values: [Double], weights: [Double]? = nil) {
        n = values.count
        let weights = weights ?? [Double](repeating: 1, count: values.count)
        let total = weights.reduce(0, +)
        guard !values.isEmpty, total > 0, total.isFinite else {
            (mean, coefficientOfVariation, gini, theil, maxOverMin) = (nil, nil, nil, nil, nil)
            return
        }
        // Sorted, so that sums do not depend on the order of the regions.
        let pairs = zip(values, weights.map { $0 / total }).sorted { $0 < $1 }
        let mean = pairs.reduce(0) { $0 + $1.0 * $1.1 }
        self.mean = mean.finite
        let (least, greatest) = (pairs[0].0, pairs[pairs.count - 1].0)
        maxOverMin = least > 0 ? (greatest / least).finite : nil
        guard mean > 0, mean.isFinite else {
            (coefficientOfVariation, gini, theil) = (nil, nil, nil)
            return
        }
        // Relative to the mean nothing overflows.
        let relative = pairs.map { (value: $0.0 / mean, weight: $0.1) }
        let squares = relative.reduce(0) { $0 + ($1.value - 1) * ($1.value - 1) * $1.weight }
        coefficientOfVariation = squares.squareRoot().finite
        guard least >= 0 else {
            (gini, theil) = (nil, nil)
            return
        }
        var (below, covariance) = (0.0, 0.0)
        for (value, weight) in relative {
            covariance += weight * (value - 1) * (below + weight / 2 - 0.5)
            below += weight
        }
        gini = max(2 * covariance, 0).finite
        theil = max(relative.reduce(0) { $0 + ($1.value > 0 ? $1.weight * $1.value * log($1.value) : 0) }, 0).finite
    }
}
