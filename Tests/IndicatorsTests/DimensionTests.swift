import Indicators
import Testing

@Suite struct DimensionTests {
    private func unit(_ text: String) throws -> UnitOfMeasure { try #require(UnitOfMeasure(known: text)) }

    @Test(arguments: [
        ("100M CNY", "10k persons", "10k CNY/person"), ("100M CNY", "CNY/person", "persons"),
        ("count", "persons", "per 10k persons"),
        ("t", "percent", "kg"), ("percent", "permille", "ratio"), ("kg/t", "ratio", "percent"),
        ("CNY/person", "CNY/ha", "ha/person"),
    ])
    func `a ratio's dimension is that of units that it can be in`(first: String, second: String, result: String) throws
    {
        let derivation = Derivation.ratio("a", "b")
        let dimension = try #require(derivation.dimension(of: [unit(first), unit(second)]))
        #expect(derivation.admits(try unit(result), for: dimension), "\(dimension)")
        #expect(!derivation.admits(try unit("PFLOPS"), for: dimension))
    }

    @Test func `what is added, taken away or shared is of one dimension`() throws {
        let units = [try unit("t"), try unit("kg")]
        let others = [try unit("t"), try unit("persons")]
        let one = [Derivation.sum(["a", "b"]), .difference("a", "b"), .share("a", of: "b")]
        for derivation in one {
            #expect(derivation.dimension(of: others) == nil && derivation.dimension(of: units) != nil)
        }
        #expect(one[2].dimension(of: units) == .share)
    }

    @Test func `an index is a share or counts in points`() throws {
        let derivation = Derivation.index(of: "a", base: try #require(Period(year: 2020)))
        let dimension = try #require(derivation.dimension(of: [unit("t")]))
        #expect(derivation.admits(UnitOfMeasure(standingAlone: "points"), for: dimension))
        #expect(derivation.admits(try unit("percent"), for: dimension))
        #expect(!derivation.admits(try unit("t"), for: dimension))
    }

    @Test func `a dimension is told as it is written`() throws {
        let (yield, percent, second) = (try unit("t/ha"), try unit("%"), try unit("s"))
        #expect("\(Dimension(of: yield))" == "mass/area")
        #expect("\(Dimension.share)" == "share" && Dimension(of: percent) == .share)
        #expect("\(Dimension.share / Dimension(of: second))" == "1/seconds")
    }
}
