import Indicators
import Statistics
import Testing

@testable import Reports

/// In which years a target has been behind.
struct ShortfallTests {
    private func years(
        _ terms: TargetTerms, _ values: [(Int, Double)], _ status: [Int: ObservationStatus] = [:], asOfYear: Int = 2026
    ) throws -> ClosedRange<Int>? {
        let observations = try values.map { year, value -> Observation in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value, status: status[year] ?? .normal))
        }
        let gap = TargetGap(of: terms, observations: observations, asOfYear: asOfYear)
        return Shortfall(of: terms, gap: gap, observations: observations, reference: [])?.years
    }

    private func since(_ values: [(Int, Double)]) throws -> Int? {
        try years(TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: 2030, targetValue: 100), values)?.lowerBound
    }

    @Test func `behind a path it is the first of the years that were all behind`() throws {
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

    @Test(arguments: [
        // A year that keeps the limit ends the run, one without a figure does not.
        ([(2021, 5.1), (2022, 5.6), (2023, 5.2), (2025, 5.2)], 2022...2022),
        ([(2021, 5.1), (2022, 5.6), (2023, 5.7), (2025, 5.8)], 2022...2025),
        ([(2021, 5.6), (2022, 5.2), (2023, 5.7), (2024, 5.6), (2025, 5.2)], 2023...2024),
        ([(2021, 5.1), (2022, 5.2), (2023, 5.3)], nil),
    ])
    func `of a limit they are those that broke it last`(values: [(Int, Double)], expected: ClosedRange<Int>?) throws {
        let terms = try TargetTerms(kind: .hold, sense: .atMost, baseYear: 2020, targetYear: 2025, targetValue: 5.5)
        #expect(try years(terms, values) == expected)
    }

    @Test func `an estimate breaks no limit, and ends the years that did`() throws {
        let terms = try TargetTerms(kind: .hold, sense: .atMost, baseYear: 2020, targetYear: 2025, targetValue: 5.5)
        let values = [(2021, 5.6), (2022, 5.7), (2023, 5.8), (2024, 5.6)]
        #expect(try years(terms, values, [2022: .estimated]) == 2023...2024)
        // Nothing is broken for certain: it is away since the first year above the limit.
        let uncertain: [Int: ObservationStatus] = [2021: .estimated, 2022: .estimated]
        #expect(try years(terms, [(2021, 5.6), (2022, 5.7)], uncertain, asOfYear: 2022) == 2021...2022)
    }

    @Test func `what was missed without a path was missed in its year`() throws {
        let terms = try TargetTerms(kind: .atLeast, targetYear: 2015, targetValue: 2.2)
        #expect(try years(terms, [(2013, 1.9), (2014, 2.0), (2015, 2.07), (2016, 2.1)]) == 2015...2015)
        let peak = try TargetTerms(kind: .peakBy, targetYear: 2020)
        let values: [(Int, Double)] = [
            (2016, 10), (2017, 11), (2018, 12), (2019, 11.5), (2020, 11), (2021, 12.5), (2022, 13),
        ]
        #expect(try years(peak, values) == 2021...2022)
    }

    @Test func `what had what is asked and lost it is behind since then`() throws {
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: 2030, targetValue: 100)
        #expect(try years(terms, [(2020, 105), (2021, 99), (2022, 101), (2023, 98), (2024, 97)]) == 2023...2024)
    }
}
