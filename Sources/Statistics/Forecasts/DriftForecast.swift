/// The forecast of a random walk with drift: docs/methods.md, rule 12 (Hyndman & Athanasopoulos, FPP3 §5.2 and §5.5).
///
/// It has Student's t of n − 2 degrees of freedom in place of their normal distribution, because the windows are short.
public struct DriftForecast: Hashable, Sendable {
    /// The forecast of one year.
    public struct Point: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The value expected, in the indicator's unit.
        public let value: Double?
        /// The lower limit of the interval, which is that of 95 percent unless another is asked for; nil without sigma.
        public let lower: Double?
        /// The upper limit of that interval; nil without sigma.
        public let upper: Double?
    }

    /// The years ahead for which there is a forecast: one to five.
    static let horizons = 1...5

    /// The fit that the forecast is made with.
    let fit: DriftFit
    private let latestYear: Int16
    /// The two-sided p of no drift; nil without sigma.
    @OptionalDouble public private(set) var driftP: Double?

    /// The forecast of a window; nil with fewer than four values, or if a year is missing.
    init?(years: Span<Int>, values: Span<Double>) {
        guard DriftFit.isPossible(years) else { return nil }
        let fit = DriftFit(values)
        let year = years[years.count - 1]
        let student = StudentT(degreesOfFreedom: fit.degreesOfFreedom)
        self.fit = fit
        latestYear = Int16(year)
        driftP = fit.driftOverError.map(student.twoSided)
    }

    /// The mean yearly change (y_n − y_1)/(n − 1), in the indicator's unit.
    public var drift: Double? { fit.restoredDrift }
    /// The standard deviation of the yearly changes; nil if it is not told from rounding.
    public var sigma: Double? { fit.restoredSigma }

    /// The forecasts of the next five years.
    public var points: [Point] { points(quantile: StudentT.quantile975(degreesOfFreedom: fit.degreesOfFreedom)) }

    /// The same forecasts with the limits of another interval.
    ///
    /// - Parameter coverage: the share of outcomes inside of it, above 0 and below 1.
    public func points(coverage: Double) -> [Point] {
        points(quantile: StudentT(degreesOfFreedom: fit.degreesOfFreedom).upperQuantile((1 - coverage) / 2))
    }

    private func points(quantile: Double) -> [Point] {
        Self.horizons.map { h in
            let (value, lower, upper) = fit.forecast(yearsAhead: h, quantile: quantile)
            return Point(year: Int(latestYear) + h, value: value, lower: lower, upper: upper)
        }
    }
}
