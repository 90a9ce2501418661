import Indicators
import Testing

struct UnitDimensionTests {
    @Test
    func `the units of a dimension are each there once, from the least on`() {
        #expect(
            UnitOfMeasure.units(ofDimension: "share").map(\.symbol) == ["permille", "percent", "ratio"])
        #expect(UnitOfMeasure.units(ofDimension: "no such").isEmpty)
    }

    @Test(arguments: [("亿元", -4, "10k CNY"), ("CNY", 8, "100M CNY"), ("万元", 1, nil), ("percent", 2, "ratio")])
    func `a unit a power of ten away is known or not`(unit: String, power: Int, expected: String?) throws {
        #expect(try #require(UnitOfMeasure(known: unit)).known(timesTenTo: power)?.symbol == expected)
    }

    @Test
    func `a unit is spelled as its neighbour in the source, with the other spelling behind it`() throws {
        let unit = try #require(UnitOfMeasure(known: "10k CNY"))
        #expect(unit.words(spelledLike: "亿元") == "万元 (10k CNY)")
        #expect(unit.words(spelledLike: "100M CNY") == "10k CNY (万元)")
        #expect(try #require(UnitOfMeasure(known: "EFLOPS")).words(spelledLike: "PFLOPS") == "EFLOPS")
    }
}
