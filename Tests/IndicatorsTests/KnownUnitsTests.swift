import Testing

@testable import Indicators

@Suite struct KnownUnitsTests {
    @Test(arguments: [
        ("PFLOPS/10k persons", "EFLOPS/persons", -7), ("tce/10k CNY", "kg/t", nil), ("吨标准煤/万元", "tce/10k CNY", 0),
        ("t/ha", "kg/m2", -1), ("µg/m³", "mg/m3", -3), ("ug/m3", "微克/立方米", 0), ("Mbps", "bit/s", 6),
        ("件/万人", "per 10,000 persons", 0), ("count/1k persons", "每十万人", 2), ("kg/t", "percent", -1),
        ("km/h", "公里/小时", 0), ("km/h", "m/s", nil), ("10k CNY/person", "元/人", 4), ("EUR/t CO2", "EUR/t", nil),
    ])
    func `each side of a compound is converted by its power of ten`(from: String, to: String, shift: Int?) throws {
        let from = try #require(UnitOfMeasure(known: from))
        #expect(from.shift(to: try #require(UnitOfMeasure(known: to))) == shift)
    }

    @Test(arguments: ["t/", "/t", "/", "t//ha", "t/ha/year", "bushels/ha", "t/bushels", "per 10k persons/ha", "t / ha"])
    func `what is no pair of known units is no compound`(text: String) {
        #expect(UnitOfMeasure(known: text) == nil)
    }

    @Test(arguments: ["°C", "℃", "dB", "per mille", "Mt CO2-eq", "kbit", "十万人", "£", "€"])
    func `units that figures of other countries come in are built in`(text: String) {
        #expect(UnitOfMeasure(known: text) != nil)
    }

    @Test(arguments: [
        ("100 million yuan", "亿元"), ("10 000 persons", "万人"), ("10,000 persons", "万人"), ("10000 tons", "万吨"),
        ("100 million kWh", "亿千瓦时"), ("1 000 hectares", "千公顷"), ("1000 ha", "1k ha"), ("10\u{A0}000 kW", "万千瓦"),
        ("Thousand persons", "千人"), ("million kWh", "GWh"),
    ])
    func `English words and numbers before a unit count it in the steps of Chinese`(text: String, unit: String) throws {
        let spelt = try #require(UnitOfMeasure(known: text))
        let known = try #require(UnitOfMeasure(known: unit))
        #expect(spelt.dimension == known.dimension && spelt.powerOfTen == known.powerOfTen)
    }

    @Test(arguments: ["100 million", "10 000 ", "20 000 persons", "10 000 percent", "100 million points"])
    func `a number before what is no unit, or makes none that is known, is no unit`(text: String) {
        #expect(UnitOfMeasure(known: text) == nil)
    }

    @Test func `a unit that is added is known by all its spellings, alone and in compounds`() throws {
        var known = KnownUnits.builtIn
        let beds = UnitOfMeasure(symbol: "beds", dimension: "beds", powerOfTen: 0)
        known.add(beds, spelled: ["beds", "床位", "张"])
        known.add(UnitOfMeasure(symbol: "10k beds", dimension: "beds", powerOfTen: 4), spelled: ["10k beds", "万张"])
        #expect(known.unit("床位") == beds && known.unit("Beds") == beds)
        #expect(UnitOfMeasure(known: "beds") == nil, "the built-in units stay as they are")
        let (each, thousand) = (try #require(known.unit("张/人")), try #require(known.unit("10k beds/1k persons")))
        #expect(thousand.symbol == "10k beds/1k persons" && thousand.shift(to: each) == 1)
        #expect(known.units(ofDimension: "beds").map(\.symbol) == ["beds", "10k beds"])
        #expect(known.unit(beds, timesTenTo: 4)?.symbol == "10k beds")
    }

    @Test func `a spelling keeps the unit that it had first`() throws {
        var known = KnownUnits.builtIn
        known.add(UnitOfMeasure(symbol: "x", dimension: "x", powerOfTen: 0), spelled: ["PFLOPS", "xs"])
        #expect(known.unit("PFLOPS") == UnitOfMeasure(known: "PFLOPS"))
        #expect(known.unit("xs")?.symbol == "x")
    }

    @Test func `spellings that differ by case alone mean nothing in a third case`() {
        var known = KnownUnits()
        known.add(UnitOfMeasure(symbol: "MW", dimension: "power", powerOfTen: 6), spelled: ["MW"])
        known.add(UnitOfMeasure(symbol: "mW", dimension: "power", powerOfTen: -3), spelled: ["mW"])
        #expect(known.unit("MW")?.powerOfTen == 6 && known.unit("mW")?.powerOfTen == -3)
        #expect(known.unit("Mw") == nil)
    }

    @Test func `a wrong unit is told the others of its dimension, and of a compound itself`() throws {
        let power = try #require(UnitOfMeasure(known: "PFLOPS"))
        #expect(power.expectedWords(in: .builtIn) == "GFLOPS, TFLOPS, PFLOPS, EFLOPS or ZFLOPS")
        #expect(try #require(UnitOfMeasure(known: "t/ha")).expectedWords(in: .builtIn) == "t/ha")
        #expect(UnitOfMeasure(standingAlone: "points").expectedWords(in: .builtIn) == "points")
    }
}
