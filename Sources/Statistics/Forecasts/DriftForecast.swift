/// The forecast of a random walk with drift (Hyndman & Athanasopoulos, FPP3 §5.2 and §5.5), with Student's t of n − 2
/// degrees of freedom where they take the normal distribution: the windows are short.
public struct DriftForecast: Hashable, Sendable {
    /// The forecast of one year.
    public struct Point: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The value expected, in the indicator's unit.
        public let value: Double?
        /// The lower limit of the 95 percent interval; nil without sigma.
        public let lower: Double?
        /// The upper limit of the 95 percent interval; nil without sigma.
        public let upper: Double?
    }

    /// How likely the value is to reach a threshold in a year.
    public struct Reach: Hashable, Sendable {
        /// The year asked about.
        public let year: Int
        /// The threshold asked about.
        public let threshold: Double
        /// The probability that the value then is at least the threshold.
        public let atLeast: Double
        /// The probability that the value then is at most the threshold.
        public let atMost: Double
    }

    /// The years ahead for which there is a forecast: one to five.
    static let horizons = 1...5

    private let fit: DriftFit
    private let latestYear: Int16
    /// The two-sided p of no drift; nil without sigma.
    @OptionalDouble public private(set) var driftP: Double?
    /// The answer to the question, if one was asked and there is a sigma.
    public let reach: Reach?

    /// The forecast of a window; nil with fewer than four values or where a year is missing.
    init?(years: Span<Int>, values: Span<Double>, question: ReachQuestion?) {
        guard DriftFit.isPossible(years) else { return nil }
        let fit = DriftFit(values)
        let year = years[years.count - 1]
        let student = StudentT(degreesOfFreedom: fit.degreesOfFreedom)
        self.fit = fit
        latestYear = Int16(year)
        driftP = fit.driftOverError.map(student.twoSided)
        reach = question.flatMap { Reach($0, latestYear: year, fit: fit, student: student) }
    }

    /// The mean yearly change (y_n − y_1)/(n − 1), in the indicator's unit.
    public var drift: Double? { fit.restoredDrift }
    /// The standard deviation of the yearly changes; nil where it is not told from rounding.
    public var sigma: Double? { fit.restoredSigma }

    /// The forecasts of the next five years.
    public var points: [Point] {
        let quantile = StudentT.quantile975(degreesOfFreedom: fit.degreesOfFreedom)
        return Self.horizons.map { h in
            let (value, lower, upper) = fit.forecast(yearsAhead: h, quantile: quantile)
            return Point(year: Int(latestYear) + h, value: value, lower: lower, upper: upper)
        }
    }
}

extension DriftForecast.Reach {
    fileprivate init?(_ question: ReachQuestion, latestYear: Int, fit: DriftFit, student: StudentT) {
        guard question.year > latestYear else { return nil }
        let threshold = WideNumber(question.threshold)
        let distance = fit.standardErrors(from: threshold, yearsAhead: question.year - latestYear)
        guard let distance else { return nil }
        year = question.year
        self.threshold = question.threshold
        atLeast = student.upperTail(distance)
        atMost = student.upperTail(-distance)
    }
}

/// What a forecast is asked: how likely a value is to reach a threshold in a year.
public struct ReachQuestion: Hashable, Sendable {
    /// The year asked about.
    public let year: Int
    /// The threshold, finite, in the indicator's unit.
    public let threshold: Double

    /// Makes a question.
    public init(year: Int, threshold: Double) {
        self.year = year
        self.threshold = threshold
    }
}
