import Indicators
import Statistics
import Testing

@testable import Reports

struct BehindPathTests {
    private func since(_ values: [(Int, Double)], baseValue: Double? = nil) throws -> Int? {
        let terms = try TargetTerms(
            kind: .atLeast, baseYear: 2020, baseValue: baseValue, targetYear: 2030, targetValue: 100)
        let observations = try values.map { year, value -> Observation in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value))
        }
        let gap = TargetGap(of: terms, observations: observations, asOfYear: 2026)
        return BehindPath(of: terms, gap: gap, observations: observations, reference: [])?.since
    }

    @Test func `it is the first of the years that were all behind`() throws {
        // The path adds ten a year to nothing.
        #expect(try since([(2020, 0), (2021, 9), (2022, 25), (2023, 29), (2024, 39), (2025, 40)]) == 2023)
    }

    @Test func `a year without a figure breaks nothing off`() throws {
        #expect(try since([(2020, 0), (2021, 9), (2023, 29), (2025, 40)]) == 2021)
    }

    @Test func `what is ahead or on its path has no such year`() throws {
        #expect(try since([(2020, 0), (2021, 1), (2022, 30)]) == nil)
        #expect(try since([(2020, 0), (2021, 1), (2022, 20)]) == nil)
    }

    @Test func `without a figure after the base there is none`() throws {
        #expect(try since([(2020, 0)]) == nil)
        #expect(try since([]) == nil)
    }
}
