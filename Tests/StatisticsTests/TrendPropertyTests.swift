import Indicators
import Testing

@testable import Statistics

@Suite
struct TrendPropertyTests {
    static let seeds = Array(1...60)

    private func trend(_ series: RandomSeries, window: Int = 10) -> Trend {
        Trend(of: series.observations(), window: window)
    }

    /// The probability that a series reaches a threshold in 2028.
    private func reach(_ sense: TargetSense, _ threshold: Double = 25, by trend: Trend) -> Double? {
        guard let year = trend.latestYear, year < 2028 else { return nil }
        return trend.forecast?.fit.probability(of: sense, WideNumber(threshold), yearsAhead: 2028 - year)
    }

    @Test(arguments: seeds)
    func `a shift moves values and forecasts, and neither slopes nor tests`(seed: Int) {
        let series = RandomSeries(seed: seed)
        let plain = trend(series)
        let shifted = trend(series.map { $0 + 1024 })
        #expect(shifted.theilSen == plain.theilSen)
        #expect(shifted.mannKendall == plain.mannKendall)
        #expect(shifted.state == plain.state)
        #expect(shifted.changeAbsolute == plain.changeAbsolute)
        #expect(shifted.forecast?.drift == plain.forecast?.drift)
        #expect(isClose(shifted.forecast?.sigma, plain.forecast?.sigma))
        #expect(isClose(reach(.atLeast, 25 + 1024, by: shifted), reach(.atLeast, by: plain)))
        #expect(isClose(shifted.leastSquares.slope, plain.leastSquares.slope))
        #expect(isClose(shifted.leastSquares.r2, plain.leastSquares.r2))
        #expect(isClose(shifted.score?.mae, plain.score?.mae))
        #expect(isClose(shifted.forecast?.points[4].value, plain.forecast?.points[4].value.map { $0 + 1024 }))
    }

    @Test(arguments: seeds, [-900, -3, 8, 900])
    func `a power of two scales what has a unit, exactly, and leaves the rest`(seed: Int, exponent: Int) {
        let factor = Double(sign: .plus, exponent: exponent, significand: 1)
        let series = RandomSeries(seed: seed)
        let plain = trend(series)
        let scaled = trend(series.map { $0 * factor })
        func times(_ value: Double?) -> Double? { value.map { $0 * factor } }
        #expect(scaled.mannKendall == plain.mannKendall)
        #expect(scaled.state == plain.state)
        #expect(scaled.changeRatio == plain.changeRatio)
        #expect(isClose(scaled.cagr, plain.cagr))
        #expect(scaled.theilSen.slope == times(plain.theilSen.slope))
        #expect(scaled.theilSen.upper == times(plain.theilSen.upper))
        #expect(scaled.leastSquares.slope == times(plain.leastSquares.slope))
        #expect(scaled.leastSquares.standardError == times(plain.leastSquares.standardError))
        #expect(scaled.leastSquares.r2 == plain.leastSquares.r2)
        #expect(scaled.forecast?.sigma == times(plain.forecast?.sigma))
        #expect(scaled.forecast?.driftP == plain.forecast?.driftP)
        #expect(scaled.forecast?.points.map(\.upper) == plain.forecast?.points.map { times($0.upper) })
        #expect(reach(.atMost, 25 * factor, by: scaled) == reach(.atMost, by: plain))
        #expect(scaled.score?.mae == times(plain.score?.mae))
        #expect(scaled.score?.skill == plain.score?.skill)
        #expect(scaled.score?.coverage == plain.score?.coverage)
    }

    @Test(arguments: seeds)
    func `the mirror image has the opposite trend`(seed: Int) {
        let series = RandomSeries(seed: seed)
        let plain = trend(series)
        let mirrored = trend(series.map { -$0 })
        func minus(_ value: Double?) -> Double? { value.map { -$0 } }
        #expect(mirrored.mannKendall.s == plain.mannKendall.s.map { -$0 })
        #expect(mirrored.mannKendall.p == plain.mannKendall.p)
        #expect(mirrored.theilSen.slope == minus(plain.theilSen.slope))
        #expect(mirrored.theilSen.lower == minus(plain.theilSen.upper))
        #expect(mirrored.theilSen.upper == minus(plain.theilSen.lower))
        #expect(mirrored.leastSquares.slope == minus(plain.leastSquares.slope))
        #expect(mirrored.leastSquares.standardError == plain.leastSquares.standardError)
        #expect(mirrored.forecast?.drift == minus(plain.forecast?.drift))
        #expect(mirrored.forecast?.driftP == plain.forecast?.driftP)
        #expect(mirrored.forecast?.points.map(\.lower) == plain.forecast?.points.map { minus($0.upper) })
        #expect(reach(.atLeast, -25, by: mirrored) == reach(.atMost, by: plain))
        #expect(mirrored.score == plain.score)
        #expect((mirrored.state == .increasing) == (plain.state == .decreasing))
        #expect((mirrored.state == .noEvidence) == (plain.state == .noEvidence))
    }

    @Test(arguments: seeds)
    func `backwards in time the trend is the opposite`(seed: Int) {
        let series = RandomSeries(seed: seed)
        var reversed = series
        reversed.values.reverse()
        reversed.years = series.years.reversed().map { 4000 - $0 }
        let (plain, backwards) = (trend(series, window: 50), trend(reversed, window: 50))
        #expect(backwards.mannKendall.s == plain.mannKendall.s.map { -$0 })
        #expect(backwards.mannKendall.p == plain.mannKendall.p)
        #expect(backwards.theilSen.slope == plain.theilSen.slope.map { -$0 })
        #expect(backwards.theilSen.lower == plain.theilSen.upper.map { -$0 })
        #expect(isClose(backwards.leastSquares.slope, plain.leastSquares.slope.map { -$0 }))
        #expect(isClose(backwards.forecast?.drift, plain.forecast?.drift.map { -$0 }))
        #expect(isClose(backwards.forecast?.sigma, plain.forecast?.sigma))
    }

    @Test(arguments: seeds)
    func `what lies before the window changes the score alone`(seed: Int) {
        let series = RandomSeries(seed: seed)
        let observations = series.observations()
        let (whole, last) = (Trend(of: observations, window: 5), Trend(of: observations.suffix(5), window: 5))
        #expect(whole.n == last.n)
        #expect(whole.theilSen == last.theilSen)
        #expect(whole.mannKendall == last.mannKendall)
        #expect(whole.leastSquares == last.leastSquares)
        #expect(whole.forecast == last.forecast)
        #expect(whole.state == last.state)
        #expect(whole.previousYear == last.previousYear)
    }

    @Test(arguments: seeds)
    func `what lies before a break, and forecasts and what does not exist, change nothing`(seed: Int) {
        let series = RandomSeries(seed: seed)
        let since = series.years[series.years.count / 2]
        let last = series.years.last ?? 0
        let plain = series.observations { $0 == since ? .breakInSeries : $0 == last ? .forecast : .normal }
        let disturbed = plain.map { observation in
            let year = observation.period.year
            guard year < since || year == last else { return observation }
            let value = (observation.value ?? 0) * 7 + 3
            return Observation(period: observation.period, value: value, status: year == last ? .missing : .normal)
                ?? observation
        }
        #expect(Trend(of: disturbed) == Trend(of: plain))
    }

    @Test
    func `distributions that earlier series needed change nothing`() {
        var distributions = MannKendallDistributions()
        for seed in Self.seeds {
            let observations = RandomSeries(seed: seed).observations()
            let shared = Trend(of: observations, window: 8, distributions: &distributions)
            #expect(shared == Trend(of: observations, window: 8))
        }
    }

    @Test(arguments: seeds)
    func `points, limits and probabilities are ordered`(seed: Int) throws {
        let trend = trend(RandomSeries(seed: seed))
        guard let forecast = trend.forecast, forecast.sigma != nil else { return }
        var width = 0.0
        for point in forecast.points {
            let value = try #require(point.value)
            let lower = try #require(point.lower)
            let upper = try #require(point.upper)
            #expect(lower < value && value < upper)
            #expect(upper - lower > width)
            width = upper - lower
        }
        let atLeast = try #require(reach(.atLeast, by: trend))
        let atMost = try #require(reach(.atMost, by: trend))
        #expect(isClose(atLeast + atMost, 1))
    }

    private func isClose(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-11 * max(abs(left), abs(right), 1e-2)
    }
}
