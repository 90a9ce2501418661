import Indicators
import Testing

struct UnitDimensionTests {
    @Test
    func `the units of a dimension are each there once, from the least on`() {
        #expect(
            KnownUnits.builtIn.units(ofDimension: "share").map(\.symbol) == ["permille", "percent", "ratio"])
        #expect(KnownUnits.builtIn.units(ofDimension: "no such").isEmpty)
    }

    @Test(arguments: [
        ("亿元", -4, "10k CNY"), ("CNY", 8, "100M CNY"), ("万元", 1, nil), ("percent", 2, "ratio"),
        ("10k CNY/person", -4, "CNY/persons"), ("t/ha", 1, "kg/m²"),
    ])
    func `a unit a power of ten away is known or not`(unit: String, power: Int, expected: String?) throws {
        let known = KnownUnits.builtIn
        #expect(known.unit(try #require(UnitOfMeasure(known: unit)), timesTenTo: power)?.symbol == expected)
    }

    @Test
    func `a unit is spelled as its neighbour in the source, with the other spelling behind it`() throws {
        let unit = try #require(UnitOfMeasure(known: "10k CNY"))
        #expect(unit.words(spelledLike: "亿元", in: .builtIn) == "万元 (10k CNY)")
        #expect(unit.words(spelledLike: "100M CNY", in: .builtIn) == "10k CNY (万元)")
        #expect(try #require(UnitOfMeasure(known: "EFLOPS")).words(spelledLike: "PFLOPS", in: .builtIn) == "EFLOPS")
    }
}
