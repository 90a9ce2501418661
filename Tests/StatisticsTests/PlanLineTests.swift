import Indicators
import MosaicTestKit
import Statistics
import Testing

/// docs/methods.md, rule 43.
@Suite
struct PlanLineTests {
    /// The golden cases of a file whose target has a line, or a path.
    private static func cases(_ file: String) throws -> [(terms: TargetTerms, golden: GoldenCase, line: PlanLine)] {
        try GoldenCase.all(of: file).compactMap { golden in
            guard let target = golden.fields["target"], let terms = try? TargetTerms(golden: target) else { return nil }
            let line = PlanLine(
                of: terms, observations: try golden.observations("series"),
                asOfYear: try #require(golden.fields["as_of_year"]?.int))
            return (terms, golden, line)
        }
    }

    @Test(arguments: ["gaps.json", "plans.json"])
    func `in the year of the newest figure a line is where 60 digits say that the path is`(file: String) throws {
        var compared = 0
        for (_, golden, line) in try Self.cases(file) {
            let expected = try #require(golden.fields["expect"])
            guard let year = expected["year"]?.int, let value = expected["path_value"]?.number else { continue }
            let point = try #require(line.points.first { $0.year == year }, "\(golden)")
            #expect(abs(point.value - value) <= 1e-9 * max(abs(value), golden.largestInput("series")), "\(golden)")
            compared += 1
        }
        #expect(compared > 15)
    }

    @Test(arguments: ["gaps.json", "plans.json"])
    func `a figure after the base that leaves no path leaves no line`(file: String) throws {
        for (terms, golden, line) in try Self.cases(file) {
            let expected = try #require(golden.fields["expect"])
            guard let year = expected["year"]?.int, let baseYear = terms.baseYear, year > baseYear,
                expected["path_value"]?.number == nil
            else { continue }
            #expect(line.points.isEmpty, "\(golden)")
        }
    }

    @Test(arguments: ["gaps.json", "plans.json"])
    func `a line has a point for each year, and ends at what the plan asks`(file: String) throws {
        for (terms, golden, line) in try Self.cases(file) where !line.points.isEmpty {
            let baseYear = try #require(terms.baseYear)
            #expect(line.points.map(\.year) == Array(baseYear...terms.targetYear))
            let expected = try #require(golden.fields["expect"])
            guard let level = expected["target_level"]?.number else { continue }
            let end = try #require(line.points.last)
            #expect(abs(end.value - level) <= 1e-9 * max(abs(level), golden.largestInput("series")), "\(golden)")
        }
    }

    private func line(_ kind: TargetKind, base: Double?, value: Double, path: TargetPath = .linear) throws -> [Double] {
        let terms = try TargetTerms(
            kind: kind, path: path, baseYear: 2025, baseValue: base, targetYear: 2030, targetValue: value)
        return PlanLine(of: terms, observations: [], asOfYear: 2026).points.map(\.value)
    }

    @Test func `a plan that has only begun has its line already, before any figure`() throws {
        #expect(try line(.atLeast, base: 100, value: 150) == [100, 110, 120, 130, 140, 150])
        #expect(try line(.changePercent, base: 100, value: -50) == [100, 90, 80, 70, 60, 50])
        #expect(try line(.cumulative, base: nil, value: 10) == [0, 2, 4, 6, 8, 10])
        let growth = try line(.atLeast, base: 1, value: 32, path: .geometric)
        #expect(zip(growth, [1, 2, 4, 8, 16, 32]).allSatisfy { abs($0 - $1) < 1e-12 } && growth.count == 6)
        #expect(try line(.atLeast, base: -1, value: 4, path: .geometric) == [-1, 0, 1, 2, 3, 4])
    }

    @Test func `without a base, past the target, and for kinds without a path there is no line`() throws {
        #expect(try line(.atLeast, base: nil, value: 150) == [])
        #expect(try line(.atLeast, base: 151, value: 150) == [])
        #expect(try line(.changePercent, base: -1, value: 10) == [])
        #expect(try line(.annualMean, base: nil, value: 10) == [])
        #expect(try line(.hold, base: nil, value: 10) == [])
        // A cap on rates that no change at all would keep.
        let terms = try TargetTerms(
            kind: .compound, sense: .atMost, baseYear: 2025, targetYear: 2030, targetValue: 10)
        #expect(PlanLine(of: terms, observations: [], asOfYear: 2026).points.isEmpty)
    }
}
