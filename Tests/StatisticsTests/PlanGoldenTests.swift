import Indicators
import MosaicTestKit
import Statistics
import Testing

@Suite
struct PlanGoldenTests {
    @Test(arguments: try GoldenCase.all(of: "plans.json"))
    func `what a plan asks on its way is what 60 digits say`(golden: GoldenCase) throws {
        let terms = try TargetTerms(golden: try #require(golden.fields["target"]))
        let gap = TargetGap(
            of: terms, observations: try golden.observations("series"),
            reference: try golden.observations("reference"),
            asOfYear: try #require(golden.fields["as_of_year"]?.int))
        let largest = max(golden.largestInput("series"), golden.largestInput("reference"))
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenTolerance(largestInput: largest).differences(gap.json(keys: expected), expected) == [])
    }

    @Test(arguments: try GoldenCase.refused(of: "plans.json"))
    func `a plan that can't be assessed is refused`(golden: GoldenCase) throws {
        let target = try #require(golden.fields["target"])
        // Not even a word or a number of its sort: only the reader of files can refuse it.
        #expect(throws: (any Error).self) { try TargetTerms(golden: target) }
    }
}
