import MosaicTestKit
import Statistics
import Testing

/// `Tests/Golden/spread.json`, which `spread.py` beside it works out from the definitions with 60 digits.
@Suite
struct SpreadGoldenTests {
    @Test(arguments: try GoldenCase.all(of: "spread.json").filter { $0.fields["values"] != nil })
    func `how values differ is what 60 digits say`(golden: GoldenCase) throws {
        let values = (golden.fields["values"]?.elements ?? []).compactMap(\.number)
        let weights = golden.fields["weights"]?.elements.compactMap(\.number) ?? []
        let expected = try #require(golden.fields["expect"])
        for order in [Array(values.indices), values.indices.reversed()] {
            let spread = Spread(
                of: order.map { values[$0] }, weights: weights.isEmpty ? nil : order.map { weights[$0] })
            let found = JSON.object([
                "n": JSON(spread.n), "mean": JSON(spread.mean), "cv": JSON(spread.coefficientOfVariation),
                "gini": JSON(spread.gini), "theil": JSON(spread.theil), "max_over_min": JSON(spread.maxOverMin),
            ])
            // All but the mean are ratios: they are held to 1e-9, and the mean relative to itself.
            let largest = max(spread.mean?.magnitude ?? 1, .leastNormalMagnitude)
            #expect(GoldenTolerance(largestInput: min(largest, 1)).differences(found, expected) == [])
        }
    }

    @Test(arguments: try GoldenCase.all(of: "spread.json").filter { $0.fields["pairs"] != nil })
    func `convergence is what 60 digits say`(golden: GoldenCase) throws {
        let pairs = (golden.fields["pairs"]?.elements ?? []).compactMap { pair in
            pair.elements.first?.number.flatMap { first in pair.elements.last?.number.map { (first: first, last: $0) } }
        }
        let years = try #require(golden.fields["years"]?.int)
        let found = Convergence(of: pairs, years: years).map { convergence in
            JSON.object([
                "n": JSON(convergence.n), "slope": JSON(convergence.slope),
                "standard_error": JSON(convergence.standardError), "r2": JSON(convergence.r2),
                "speed": JSON(convergence.speed), "speed_standard_error": JSON(convergence.speedStandardError),
            ])
        }
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenTolerance(largestInput: 1).differences(found ?? .null, expected) == [])
    }

    @Test
    func `the incomes of R's package ineq have the coefficients that its manual prints`() throws {
        let incomes = [541.0, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
        let gini = try #require(Spread(of: incomes).gini)
        #expect(abs(gini - 0.4620911) < 5e-8)
    }
}
