import Evaluation
import Indicators
import Testing

@Suite
struct RankingTests {
    @Test(
        arguments: [
            (Indicator.Direction.more, [2, 4, 2, 1]), (.none, [2, 4, 2, 1]), (.less, [2, 1, 2, 4]),
        ] as [(Indicator.Direction, [Int])])
    func `the best is first, equal figures have one rank, and the next rank counts them`(
        direction: Indicator.Direction, ranks: [Int]
    ) throws {
        let record = try zip(Country.provinces, [5.0, 1, 5, 9]).map { try Country.power($0, $1) }
        let snapshot = try Country.snapshot(record, Country.catalog(direction: direction))
        #expect(Country.provinces.map { snapshot.power($0)?.rank } == ranks)
        #expect(snapshot.power("CN")?.rank == nil)
        #expect(snapshot.power("pair")?.rank == nil)
    }

    @Test
    func `a figure is ranked among those of its own year that exist and are no forecasts`() throws {
        let record = try [
            Country.power("a", 1, 2), Country.power("b", 9), Country.power("c", 3, 3), Country.power("d", 4, .forecast),
        ]
        let snapshot = try Country.snapshot(record)
        #expect(Country.provinces.map { snapshot.power($0)?.rank } == [2, 1, 1, nil])
        #expect(try Country.snapshot(record, asOfYear: 2020).power("a")?.rank == 3)
    }

    @Test
    func `the share is of the nation's figure of the same year, published or aggregated`() throws {
        let provinces = try Country.provinces.map { try Country.power($0, 1, 3) }
        let aggregated = try Country.snapshot(provinces)
        #expect(aggregated.power("a")?.nationShareRatio == 0.25)
        #expect(aggregated.power("pair")?.nationShareRatio == 0.5)
        #expect(aggregated.power("CN")?.nationShareRatio == nil)
        let published = try Country.snapshot(provinces + [Country.power("CN", 100, 30)])
        #expect(published.power("a")?.nationShareRatio == 0.1)
        let older = try Country.snapshot(provinces + [Country.power("CN", 100)])
        #expect(older.power("a")?.nationShareRatio == nil)
    }

    @Test(arguments: [0, 1])
    func `there is no share of what can't be summed up, nor of a nation's 0`(nation: Double) throws {
        let record = [try Country.power("a", 1), try Country.power("CN", nation)]
        #expect(try Country.snapshot(record, Country.catalog(.none)).power("a")?.nationShareRatio == nil)
        #expect(try Country.snapshot(record).power("a")?.nationShareRatio == (nation == 0 ? nil : 1))
    }
}
