import Indicators
import MosaicTestKit
import Statistics
import Testing

@Suite
struct TargetGapGoldenTests {
    @Test(arguments: try GoldenCase.all(of: "gaps.json"))
    func `a gap is what 60 digits say`(golden: GoldenCase) throws {
        let target = try #require(golden.fields["target"])
        let terms = try TargetTerms(golden: target)
        let observations = try golden.observations("series")
        let asOfYear = try #require(golden.fields["as_of_year"]?.int)
        let gap = TargetGap(of: terms, observations: observations, asOfYear: asOfYear)
        let largest = golden.largestInput("series")
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenTolerance(largestInput: largest).differences(gap.json(keys: expected), expected) == [])
    }
}
