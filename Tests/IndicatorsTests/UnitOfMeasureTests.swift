import Foundation
import Testing

@testable import Indicators

@Suite
struct UnitOfMeasureTests {
    static let config = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config")

    @Test
    func `no spelling stands twice in the table`() {
        let texts = KnownUnits.builtIn.spelledWords
        #expect(Set(texts).count == texts.count)
        #expect(texts.allSatisfy { !$0.isEmpty && $0.trimmingCharacters(in: .whitespaces) == $0 })
    }

    @Test(arguments: KnownUnits.builtIn.spelledWords)
    func `every spelling means its unit, in any case where that is not another one`(spelling: String) throws {
        let unit = try #require(UnitOfMeasure(known: spelling))
        #expect(KnownUnits.builtIn.spellings.first { $0.text == spelling }?.unit == unit)
        guard spelling.count > 1 else { return }
        for folded in [spelling.lowercased(), spelling.uppercased()] {
            let found = UnitOfMeasure(known: folded)
            let rivals = KnownUnits.builtIn.spellings.filter {
                $0.text.lowercased() == folded.lowercased() && $0.text.count > 1
            }
            if Set(rivals.map(\.unit)).count == 1 { #expect(found == unit) }
        }
    }

    @Test
    func `a spelling that would mean two units without its case means none`() {
        let groups = Dictionary(grouping: KnownUnits.builtIn.spellings, by: { $0.text.lowercased() })
        for (folded, rows) in groups where Set(rows.map(\.unit)).count > 1 {
            #expect(rows.contains { $0.text == folded } || UnitOfMeasure(known: folded) == nil)
        }
        #expect(UnitOfMeasure(known: "p") == nil)
        #expect(UnitOfMeasure(known: "P")?.symbol == "PFLOPS")
        #expect(UnitOfMeasure(known: "w") == nil)
        #expect(UnitOfMeasure(known: "T") == nil)
    }

    @Test
    func `a unit of a dimension and a power has one symbol, its first spelling`() {
        let units = Set(KnownUnits.builtIn.spellings.map(\.unit))
        #expect(Set(units.map(\.symbol)).count == units.count)
        #expect(Set(units.map { "\($0.dimension) \($0.powerOfTen)" }).count == units.count)
        #expect(
            KnownUnits.builtIn.units(ofDimension: "computing power").map(\.symbol)
                == ["GFLOPS", "TFLOPS", "PFLOPS", "EFLOPS", "ZFLOPS"])
        #expect(KnownUnits.builtIn.units(ofDimension: "happiness").isEmpty)
    }

    @Test(arguments: [
        ("万元", "亿元", -4), ("亿元", "万元", 4), ("10k CNY", "100M CNY", -4), ("TFLOPS", "EFLOPS", -6),
        ("EFLOPS", "PFLOPS", 3), ("percent", "ratio", -2), ("ratio", "percent", 2), ("‰", "%", -1), ("人", "万人", -4),
        ("10k kW", "GW", -2), ("万千瓦", "kW", 4), ("亿千瓦时", "TWh", -1), ("万亿元", "亿元", 4), ("count", "万台", -4),
        ("kg", "t", -3), ("tce", "万吨标准煤", -4), ("km²", "ha", 2), ("千公顷", "万公顷", -1), ("PFLOPS", "PFLOPS", 0),
        ("EUR", "million EUR", -6), ("亿美元", "billion USD", -1), ("万亿日元", "JPY", 12), ("k GBP", "£", 3),
        ("Mt CO2", "t CO2", 6), ("kg CO2e", "吨二氧化碳当量", -3), ("10k m³", "million m3", -2),
        ("每万人", "per 100k persons", 1),
    ])
    func `a conversion shifts by powers of ten`(from: String, to: String, shift: Int) throws {
        let (from, to) = (try #require(UnitOfMeasure(known: from)), try #require(UnitOfMeasure(known: to)))
        #expect(from.shift(to: to) == shift)
    }

    @Test(arguments: [
        ("PFLOPS", "percent"), ("元", "人"), ("kW", "kWh"), ("t", "tce"), ("person-years", "persons"),
        ("count", "persons"),
        ("years", "person-years"), ("m", "m²"), ("EUR", "CNY"), ("USD", "GBP"), ("t CO2", "t CO2-eq"), ("t CO2", "t"),
    ])
    func `what differs in dimension can't be converted`(from: String, to: String) throws {
        let (from, to) = (try #require(UnitOfMeasure(known: from)), try #require(UnitOfMeasure(known: to)))
        #expect(from.shift(to: to) == nil)
    }

    @Test(arguments: ["pflops", "PFlops", "PERCENT", "Gw", "10K cny", "Count"])
    func `case does not matter where one unit is meant`(text: String) {
        #expect(UnitOfMeasure(known: text) != nil)
    }

    @Test(arguments: ["", " ", "PFLOPS ", "bushels", "%%", "万 元", "petaflop"])
    func `unknown units are none`(text: String) {
        #expect(UnitOfMeasure(known: text) == nil)
    }

    @Test
    func `a unit that stands alone is its own dimension`() throws {
        let points = UnitOfMeasure(standingAlone: "points")
        #expect(points.shift(to: UnitOfMeasure(standingAlone: "points")) == 0)
        #expect(points.shift(to: UnitOfMeasure(standingAlone: "marks")) == nil)
        let count = try #require(UnitOfMeasure(known: "count"))
        #expect(points.shift(to: count) == nil)
        #expect(points.description == "points")
    }

    @Test
    func `every unit of the shipped catalog and targets is known`() throws {
        let indicators = try String(contentsOf: Self.config.appending(path: "indicators.yaml"), encoding: .utf8)
        let catalog = indicators.split(separator: "\n").filter { $0.hasPrefix("  unit: ") }.map {
            String($0.dropFirst(8))
        }
        #expect(catalog.count == indicators.split(separator: "\n").count { $0.hasPrefix("  direction: ") })
        let targets = try String(contentsOf: Self.config.appending(path: "targets.csv"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let column = try #require(targets.first?.firstIndex(of: "unit"))
        let asked = targets.dropFirst().map { String($0[column]) }
        #expect(asked.count > 30)
        for unit in catalog + asked { #expect(UnitOfMeasure(known: unit) != nil, "\(unit)") }
    }
}
