import Indicators
import Testing

@testable import Statistics

struct TrendLineTests {
    private func observations(_ values: [(Int, Double)]) throws -> [Observation] {
        try values.map { year, value -> Observation in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value))
        }
    }

    private func line(_ values: [(Int, Double)]) throws -> [TrendLine.Point] {
        let observations = try observations(values)
        return TrendLine(of: Trend(of: observations), observations: observations).points
    }

    @Test func `the line of a straight series is the series, and so are its limits`() throws {
        let points = try line((2010...2016).map { ($0, 3 * Double($0 - 2000)) })
        #expect(points.map(\.year) == Array(2010...2016))
        for point in points {
            #expect(abs(point.value - 3 * Double(point.year - 2000)) < 1e-9)
            #expect(point.lower == point.value && point.upper == point.value)
        }
    }

    @Test func `the line goes through the median year at the median value, and the band too`() throws {
        let points = try line([(2010, 1), (2011, 9), (2012, 2), (2013, 4), (2016, 30)])
        let middle = try #require(points.first { $0.year == 2012 })
        #expect(middle.value == 4 && middle.lower == 4 && middle.upper == 4)
        let last = try #require(points.last)
        #expect(last.year == 2016)
        let (lower, upper) = (try #require(last.lower), try #require(last.upper))
        #expect(lower < last.value && last.value < upper)
        let first = try #require(points.first)
        let (below, above) = (try #require(first.lower), try #require(first.upper))
        #expect(below < first.value && first.value < above)
    }

    @Test func `with an even count the median lies between the middle ones, and few figures have no band`() throws {
        let points = try line([(2010, 0), (2011, 2), (2012, 3), (2013, 7)])
        // Slopes: 2, 1.5, 7/3, 1, 2.5, 4: median 13/6. Median year 2011.5, median value 2.5.
        #expect(abs(points[0].value - (2.5 - 1.5 * 13 / 6)) < 1e-12)
        #expect(points.allSatisfy { $0.lower == nil && $0.upper == nil })
    }

    @Test func `there is no line without a slope`() throws {
        #expect(try line([(2010, 1), (2011, 2)]).isEmpty)
        #expect(try line([]).isEmpty)
    }

    @Test func `the intervals of a forecast are within each other, and that of 95 percent is the usual one`() throws {
        let observations = try observations([(2010, 1), (2011, 3), (2012, 2), (2013, 6), (2014, 5)])
        let forecast = try #require(Trend(of: observations).forecast)
        for (index, point) in forecast.points.enumerated() {
            let same = forecast.points(coverage: 0.95)[index]
            let (lower, upper) = (try #require(point.lower), try #require(point.upper))
            let (least, most) = (try #require(same.lower), try #require(same.upper))
            #expect(abs(least - lower) < 1e-9 && abs(most - upper) < 1e-9)
            let inner = forecast.points(coverage: 0.5)[index]
            #expect(try #require(inner.lower) > lower)
            #expect(try #require(inner.upper) < upper)
            // t of three degrees of freedom: 0.7649 of 50 percent, 3.1824 of 95 (tables of Student's t).
            let (narrow, value) = (try #require(inner.upper), try #require(point.value))
            let ratio = (narrow - value) / (upper - value)
            #expect(abs(ratio - 0.764892 / 3.182446) < 1e-5)
        }
    }
}
