public import Indicators

/// How a series has moved in its window: docs/methods.md, rule 7. An undefined result is nil.
///
/// The window is the last observations since the series' last break. It counts observations; time is the calendar year.
/// Forecasts (status F) don't count.
public struct Trend: Hashable, Sendable {
    /// What the Mann–Kendall test says of the window.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Fewer than five observations.
        case insufficientData = "insufficient_data"
        /// All values equal.
        case constant
        /// p < 0.05, S > 0.
        case increasing
        /// p < 0.05, S < 0.
        case decreasing
        /// Neither direction is told from chance.
        case noEvidence = "no_evidence"
    }

    /// How many observations the window has.
    public var n: Int { Int(size) }
    private let size: Int32
    /// The window's first year.
    @OptionalYear public private(set) var firstYear: Int?
    /// The window's last year.
    @OptionalYear public private(set) var latestYear: Int?
    /// The value of the latest year.
    @OptionalDouble public private(set) var latest: Double?
    /// The observed year before the latest, in the window.
    @OptionalYear public private(set) var previousYear: Int?
    /// The change from the previous observed year, in the indicator's unit.
    @OptionalDouble public private(set) var changeAbsolute: Double?
    /// The change over the previous value's magnitude; nil if that is 0.
    @OptionalDouble public private(set) var changeRatio: Double?
    /// The constant yearly growth from the window's first value to its last, as a ratio; both must be positive.
    @OptionalDouble public private(set) var cagr: Double?
    /// The median of the slopes between any two observations, and its confidence limits.
    public let theilSen: TheilSenSlope
    /// The exact test for a monotonic trend.
    public let mannKendall: MannKendallTest
    /// The straight line of least squares.
    public let leastSquares: LeastSquares
    /// The random walk with drift, one to five years ahead.
    public let forecast: DriftForecast?
    /// How the same forecast did on the series' own past.
    public let score: ForecastScore?
    /// What the test says, in a word.
    public let state: State

    /// Works out the trend of one series. For many series the other initializer saves work.
    ///
    /// - Parameters:
    ///   - observations: one a year, ascending.
    ///   - window: how many observations count, at least 1.
    public init(of observations: [Observation], window: Int = 10) {
        var distributions = MannKendallDistributions()
        self.init(of: observations, window: window, distributions: &distributions)
    }

    /// Works out the trend of one series, and keeps the distributions that it needed for the next.
    ///
    /// - Parameters:
    ///   - observations: one a year, ascending.
    ///   - window: how many observations count, at least 1.
    ///   - distributions: those that earlier series needed; this series' is added if it isn't there.
    public init(
        of observations: [Observation], window: Int = 10,
        distributions: inout MannKendallDistributions
    ) {
        precondition(window >= 1, "a window holds at least one observation")
        let series = YearlyValues(sinceLastBreakOf: observations)
        self.init(of: series, window: window, distributions: &distributions)
    }

    private init(
        of series: YearlyValues, window: Int, distributions: inout MannKendallDistributions
    ) {
        let range = max(series.count - window, 0)..<series.count
        let years = series.years.span.extracting(range)
        let values = series.values.span.extracting(range)
        let n = range.count
        size = Int32(n)
        firstYear = years.isEmpty ? nil : years[0]
        latestYear = series.years.last
        latest = series.values.last
        if n >= 2 {
            let (last, previous) = (values[n - 1], values[n - 2])
            previousYear = years[n - 2]
            changeAbsolute = (last - previous).finite
            changeRatio = relativeChange(from: previous, to: last)
            cagr = growth(from: values[0], to: last, years: years[n - 1] - years[0])
        } else {
            (previousYear, changeAbsolute, changeRatio, cagr) = (nil, nil, nil, nil)
        }
        let ranking = TiedRanking(of: values)
        mannKendall = MannKendallTest(of: values, ranking: ranking, distributions: &distributions)
        theilSen = TheilSenSlope(
            years: years, values: values, ranking: ranking, varS: mannKendall.varS, distributions: &distributions)
        leastSquares = LeastSquares(years: years, values: values, isConstant: ranking.isConstant)
        forecast = DriftForecast(years: years, values: values)
        score = ForecastScore(of: series, window: window)
        state = State(mannKendall, ranking: ranking, distributions: &distributions)
    }
}

extension Trend.State {
    fileprivate init(
        _ test: MannKendallTest, ranking: TiedRanking, distributions: inout MannKendallDistributions
    ) {
        guard ranking.count >= MannKendallTest.leastForP, let s = test.s else {
            self = .insufficientData
            return
        }
        if ranking.isConstant {
            self = .constant
        } else if distributions[ranking].isSignificant(s) {
            self = s > 0 ? .increasing : .decreasing
        } else {
            self = .noEvidence
        }
    }
}
