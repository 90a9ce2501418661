internal import Indicators

/// A random walk with drift, fitted to values of consecutive years (Hyndman & Athanasopoulos, FPP3 §5.2).
///
/// A power of two scales the values so that the largest is about 1. What the differences lose by rounding is kept: they
/// may be small beside the values, and their deviations from the drift smaller still.
struct DriftFit: Hashable {
    /// From how many values on there is a forecast.
    static let leastCount = 4

    private let count: Double
    private let scale: PowerOfTwoScale
    private let last: Double
    private let drift: CompensatedDifference<Double>
    @OptionalDouble private var sigma: Double?

    /// Whether there are enough values, and of consecutive years.
    static func isPossible(_ years: Span<Int>) -> Bool {
        years.count >= leastCount && years[years.count - 1] - years[0] == years.count - 1
    }

    /// Fits at least four values of consecutive years.
    init(_ values: Span<Double>) {
        precondition(values.count >= Self.leastCount, "a drift has at least four values")
        scale = PowerOfTwoScale(of: values)
        let factor = scale.factor
        count = Double(values.count)
        last = values[values.count - 1] * factor
        var previous = values[0] * factor
        drift = CompensatedDifference(last, minus: previous).divided(by: count - 1)
        var squares = 0.0
        for index in 1..<values.count {
            let value = values[index] * factor
            let residual = CompensatedDifference(value, minus: previous).subtracting(drift)
            squares += residual * residual
            previous = value
        }
        let deviation = (squares / (count - 2)).squareRoot()
        sigma = Self.isTold(deviation, fromRoundingOf: values, times: factor) ? deviation : nil
    }

    /// Whether a deviation of the steps is more than rounding causes. The scale brings every value below 2.
    static func isTold(_ deviation: Double, fromRoundingOf values: Span<Double>, times factor: Double) -> Bool {
        if deviation > 2e-12 { return true }
        var largest = 0.0
        for index in values.indices { largest = max(largest, abs(values[index] * factor)) }
        return deviation > 1e-12 * largest
    }

    /// The degrees of freedom of sigma, n − 2.
    var degreesOfFreedom: Int { Int(count) - 2 }
    /// (y_n − y_1)/(n − 1), in the values' unit a year.
    var restoredDrift: Double? { scale.restored(drift.value) }
    /// √(Σ(d_i − drift)²/(n − 2)) in the values' unit; nil if it is not told from rounding.
    var restoredSigma: Double? { sigma.flatMap(scale.restored) }

    /// The drift in another scale, of values no smaller.
    func drift(in other: PowerOfTwoScale) -> CompensatedDifference<Double> {
        drift.multiplied(by: scale.inverse * other.factor)
    }

    /// The drift over its standard error, sigma/√(n − 1); nil without sigma.
    var driftOverError: Double? { sigma.map { drift.value / ($0 / (count - 1).squareRoot()) } }

    /// The forecast h years ahead and its limits, given t₀.₉₇₅ of n − 2 degrees of freedom.
    func forecast(yearsAhead h: Int, quantile: Double) -> (value: Double?, lower: Double?, upper: Double?) {
        let value = last + Double(h) * drift.value
        guard let error = error(yearsAhead: h) else { return (scale.restored(value), nil, nil) }
        let width = quantile * error
        return (scale.restored(value), scale.restored(value - width), scale.restored(value + width))
    }

    /// How many standard errors of the forecast a value lies above it, h years ahead; nil without sigma.
    private func standardErrors(from value: WideNumber, yearsAhead h: Int) -> Double? {
        guard let error = error(yearsAhead: h) else { return nil }
        let drift = WideNumber(drift.value) + WideNumber(drift.error)
        let distance = value * WideNumber(scale.factor) - WideNumber(last) - drift * WideNumber(h)
        let ratio = distance / WideNumber(error)
        return ratio.double ?? (ratio.isPositive ? .infinity : -.infinity)
    }

    /// The probability that the value h years ahead is at least, or at most, a level; nil without sigma.
    func probability(of sense: TargetSense, _ level: WideNumber, yearsAhead h: Int) -> Double? {
        guard let distance = standardErrors(from: level, yearsAhead: h) else { return nil }
        return StudentT(degreesOfFreedom: degreesOfFreedom).upperTail(sense == .atLeast ? distance : -distance)
    }

    /// Whether the next value lies in the interval forecast for it; nil without sigma.
    func covers(next value: Double, _ interval: NextInterval) -> Bool? {
        guard let sigma else { return nil }
        let scaled = value * scale.factor
        guard scaled.isFinite else { return false }
        return abs(CompensatedDifference(scaled, minus: last).subtracting(drift)) <= interval.limit(sigma: sigma)
    }

    /// The standard error of the forecast, sigma·√(h(1 + h/(n − 1))) (FPP3 §5.5), scaled; nil without sigma.
    private func error(yearsAhead h: Int) -> Double? { sigma.map { $0 * Self.spread(yearsAhead: h, of: count) } }

    private static func spread(yearsAhead h: Int, of count: Double) -> Double {
        let h = Double(h)
        return (h * (1 + h / (count - 1))).squareRoot()
    }

    /// How wide the interval of the next value is, in sigmas, for windows of one length.
    struct NextInterval {
        fileprivate let quantile: Double
        fileprivate let spread: Double

        init(windowOf count: Int) {
            quantile = StudentT.quantile975(degreesOfFreedom: count - 2)
            spread = DriftFit.spread(yearsAhead: 1, of: Double(count))
        }

        /// How far the interval reaches to either side.
        func limit<Number: LaneArithmetic>(sigma: Number) -> Number { sigma * spread * quantile }
    }
}
