import Evaluation
import Indicators
import Statistics
import Testing

@Suite
struct AggregationTests {
    @Test
    func `nation and clusters are the sums of their whole members; a cluster without whole members has none`() throws {
        let record = try Country.provinces.enumerated().map { try Country.power($1, Double($0 + 1), Double(10 * $0)) }
        let snapshot = try Country.snapshot(record)
        #expect(snapshot.aggregated("CN") == [2020: 10, 2021: 60])
        #expect(snapshot.aggregated("all") == [2020: 10, 2021: 60])
        #expect(snapshot.aggregated("pair") == [2020: 3, 2021: 10])
        #expect(snapshot.power("part") == nil)
        #expect(snapshot.power("CN")?.membersRatio == 1)
        #expect(snapshot.power("a")?.membersRatio == nil)
        #expect(snapshot.series.map(\.region.id) == ["CN", "all", "a", "b", "c", "d", "pair"])
        #expect(snapshot.observationCount == 8)
        #expect(snapshot.power("CN")?.observationCount == 2)
    }

    @Test
    func `an aggregate has a trend, and a target about it is held against it`() throws {
        let target = try Sample.target("t", "power", "pair", value: 100)
        let record = [
            try Country.power("a", from: 2020, 1, 2, 3, 4, 5, 6), try Country.power("b", from: 2020, 1, 1, 2, 2, 3, 96),
        ]
        let snapshot = try Country.snapshot(record, Country.catalog(targets: [target]))
        let pair = try #require(snapshot.power("pair"))
        #expect(pair.trend == Trend(of: pair.series.observations))
        #expect(pair.newest?.value == 102)
        #expect(snapshot.targets.map(\.gap.state) == [.met])
        #expect(snapshot.targets.first?.gap.value == 102)
    }

    @Test
    func `an indicator that is not aggregated has none`() throws {
        let record = [try Country.power("a", 1), try Country.power("b", 2)]
        #expect(try Country.snapshot(record, Country.catalog(.none)).series.map(\.region.id) == ["a", "b"])
    }

    @Test
    func `a mean is weighted by the other indicator of the same year`() throws {
        let record = try [
            Country.power("a", 10, 20), Country.power("b", 40, 50), Country.people("a", 3, 1),
            Country.people("b", 1, 1),
        ]
        let snapshot = try Country.snapshot(record, Country.catalog(.mean(weight: "people")))
        #expect(snapshot.aggregated("pair") == [2020: 17.5, 2021: 35])
        #expect(snapshot.series(of: SeriesKey(indicator: "people", region: "pair")) == nil)
    }

    @Test(
        arguments: [
            ([1, 3] as [Double?], 0.75, 8.0), ([2, 2], 0.5, 8.0), ([3, 1], nil, nil), ([1, nil], nil, nil),
            ([nil, 1], nil, nil), ([-1, 3], nil, nil), ([0, 0], nil, nil), ([0, 5], 1, 8.0),
        ] as [([Double?], Double?, Double?)])
    func `a mean covers its members by weight; a weight that is not known leaves the year out`(
        weights: [Double?], ratio: Double?, value: Double?
    ) throws {
        let record = try [
            Country.power("b", 8), Country.people("a", weights[0]), Country.people("b", weights[1]),
        ]
        let snapshot = try Country.snapshot(record, Country.catalog(.mean(weight: "people"), share: 0.5))
        #expect(snapshot.aggregated("pair")[2020] == value)
        #expect(snapshot.power("pair")?.membersRatio == ratio)
        #expect(snapshot.power("pair")?.aggregate?.missing(at: 0) == (value == nil ? nil : ["a"]))
    }

    @Test(arguments: [1990, 2020, 2030])
    func `a region with a published figure in any year has no aggregate`(year: Int) throws {
        let members = [try Country.power("a", 1), try Country.power("b", 2)]
        let own = try Country.power("pair", 7, .normal, year: year)
        let snapshot = try Country.snapshot(members + [own])
        #expect(snapshot.power("pair")?.aggregate == nil)
        #expect(snapshot.power("pair")?.series == own)
        let forecast = try Country.snapshot(members + [Country.power("pair", 7, .forecast, year: year)])
        #expect(forecast.power("pair")?.aggregate == nil)
    }

    @Test
    func `a region of which is said that there is no figure has an aggregate`() throws {
        let none = Sample.series("power", "pair", [try Sample.observation(2020, nil, .missing)])
        let snapshot = try Country.snapshot([try Country.power("a", 1), try Country.power("b", 2), none])
        #expect(snapshot.aggregated("pair") == [2020: 3])
        #expect(snapshot.observationCount == 3)
        let alone = try Country.snapshot([try Country.power("a", 1), none])
        #expect(alone.power("pair")?.series == none)
        #expect(alone.observationCount == 2)
    }

    @Test(
        arguments: [(1, [2021]), (0.75, [2020, 2021]), (0.5, [2020, 2021, 2022]), (0.2, [2020, 2021, 2022, 2023])]
            as [(Double, [Int])])
    func `a year is shown where members with at least the share have a figure; the others are named`(
        share: Double, years: [Int]
    ) throws {
        let record = try [
            Country.power("a", 1, 1, 1, 1), Country.power("b", 2, 2, 2), Country.power("c", 4, 4),
            Country.power("d", nil, 8),
        ]
        let snapshot = try Country.snapshot(record, Country.catalog(share: share))
        let nation = try #require(snapshot.power("CN"))
        let aggregate = try #require(nation.aggregate)
        #expect(nation.series.observations.map(\.period.year) == years)
        let sums = [2020: 7.0, 2021: 15, 2022: 3, 2023: 1]
        #expect(snapshot.aggregated("CN") == sums.filter { years.contains($0.key) })
        let missing: [Int: [Identifier<Region>]] = [2020: ["d"], 2022: ["c", "d"], 2023: ["b", "c", "d"]]
        #expect(years.indices.map { aggregate.missing(at: $0) } == years.map { missing[$0] ?? [] })
        #expect(aggregate.ratios == years.map { [2020: 0.75, 2021: 1, 2022: 0.5, 2023: 0.25][$0] ?? 0 })
        #expect(nation.membersRatio == aggregate.ratios.last)
    }

    @Test
    func `a year before a member began it is not missing, and its figures then do not count`() throws {
        let record = try [
            Country.power("a", from: 1998, 1, 1, 1, 1), Country.power("b", from: 1998, 2, 2, 2, 2),
            Country.power("c", from: 1998, 4, 4, 4, 4), Country.power("d", from: 1999, 8, 8),
        ]
        #expect(try Country.snapshot(record).aggregated("CN") == [1998: 7, 1999: 7, 2000: 15])
    }

    @Test
    func `what says that there is none, and a forecast, is no member's figure`() throws {
        let a = try Country.power("a", 1, 1)
        for status in [ObservationStatus.missing, .forecast, .suppressed] {
            let b = Sample.series(
                "power", "b", [try Sample.observation(2020, 2), try Sample.observation(2021, 3, status)])
            #expect(try Country.snapshot([a, b]).aggregated("pair") == [2020: 3])
        }
    }

    @Test(arguments: [
        ("A", "A", "A"), ("A", "E", "E"), ("I", "A", "E"), ("B", "A", "B"), ("B", "B", "B"), ("B", "E", "E"),
        ("P", "D", "A"),
    ])
    func `an aggregate is estimated where a member is, else a break where a member's is`(
        a: String, b: String, whole: String
    ) throws {
        let record = try [("a", a), ("b", b)].map {
            try Country.power(Identifier($0), 1, try #require(ObservationStatus(rawValue: $1)))
        }
        #expect(try Country.snapshot(record).power("pair")?.newest?.status.rawValue == whole)
    }

    @Test(
        arguments: [
            ("eq", "eq", "eq"), ("eq", "approx", "approx"), ("ge", "eq", "ge"), ("ge", "approx", "ge"),
            ("gt", "ge", "gt"), ("le", "eq", "le"), ("lt", "le", "lt"), ("approx", "lt", "lt"), ("ge", "le", nil),
            ("gt", "lt", nil), ("gt", "le", nil),
        ] as [(String, String, String?)])
    func `an aggregate has its members' bound where they lean one way, and is left out where they lean both`(
        a: String, b: String, whole: String?
    ) throws {
        let record = try [("a", a), ("b", b)].map {
            try Country.power(Identifier($0), 1, .normal, try #require(ObservationBound(rawValue: $1)))
        }
        #expect(try Country.snapshot(record).power("pair")?.newest?.bound.rawValue == whole)
    }

    @Test(
        arguments: [
            ([1e16, 1, -1e16, 1], 2), ([1.7e308, 1.7e308, -1.7e308, -1e308], 7e307), ([1.7e308, 1.7e308, 0, 0], nil),
            ([0.1, 0.2, -0.3, 0], 0x1p-55), ([1e-300, 2e-300, 0, 0], 3e-300),
        ] as [([Double], Double?)])
    func `sums keep what is small, and their way may lead beyond the range of a double, but not they`(
        values: [Double], sum: Double?
    ) throws {
        let record = try zip(Country.provinces, values).map { try Country.power($0, $1) }
        let found = try Country.snapshot(record).aggregated("CN")[2020]
        #expect((found == nil) == (sum == nil))
        if let found, let sum { #expect(abs(found - sum) <= abs(sum) * 1e-15) }
    }

    @Test(
        arguments: [
            ([1e300, 3e300], [1e300, 1e300], 2e300), ([1e-300, 3e-300], [1e-300, 1e-300], 2e-300),
            ([1e308, 1.5e308], [1e308, 1e308], 1.25e308), ([1e15 + 1, 1e15 + 1], [1, 3], 1e15 + 1),
            ([1, -1], [1, 1], 0), ([5, 7], [1e-200, 1e200], 7),
        ] as [([Double], [Double], Double)])
    func `means of any magnitude are right`(values: [Double], weights: [Double], mean: Double) throws {
        let record = try [
            Country.power("a", values[0]), Country.power("b", values[1]), Country.people("a", weights[0]),
            Country.people("b", weights[1]),
        ]
        let found = try #require(
            try Country.snapshot(record, Country.catalog(.mean(weight: "people"))).aggregated("pair")[2020])
        #expect(abs(found - mean) <= abs(mean) * 1e-15)
    }

    @Test
    func `an aggregate was recorded when the newest of its members' figures was`() throws {
        func dated(_ region: Identifier<Region>, _ times: [Int64]) throws -> Series {
            Series(
                key: SeriesKey(indicator: "power", region: region),
                observations: try times.indices.map { try Sample.observation(2020 + $0, 1) },
                recorded: times.map { Timestamp(microseconds: $0) })
        }
        let series = try Country.snapshot([dated("a", [5, 1]), dated("b", [2, 9])]).power("pair")?.series
        #expect(series?.recorded.map(\.microseconds) == [5, 9])
        #expect(try Country.snapshot([dated("a", [5]), Country.power("b", 1)]).power("pair")?.series.recorded == [])
    }
}
