import Evaluation
import Indicators
import Testing

@Suite struct DerivedTests {
    private static func derived(
        _ id: Identifier<Indicator>, _ derivation: Derivation, direction: Indicator.Direction = .more
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: UnitOfMeasure(standingAlone: "points"),
            direction: direction, measure: .level, derivation: derivation)
    }

    private static func catalog(_ derived: [Indicator], share: Double = 1, targets: [Target] = []) -> Catalog {
        Catalog(
            regions: Country.regions,
            indicators: derived + [
                Country.indicator("power", .sum, share: share), Country.indicator("people", .sum, share: share),
            ],
            targetRows: targets)
    }

    private static let perHead = derived("per_head", .ratio("power", "people"))

    private func values(_ snapshot: Snapshot, _ id: Identifier<Indicator>, _ region: Identifier<Region>) -> [Int:
        Double]
    {
        let found = snapshot.series(of: SeriesKey(indicator: id, region: region))?.series.observations ?? []
        return Dictionary(found.map { ($0.period.year, $0.value ?? .nan) }, uniquingKeysWith: { $1 })
    }

    @Test func `a whole's ratio is one of sums, not a mean of ratios`() throws {
        let record = [
            try Country.power("a", 10, 20), try Country.power("b", 2, 4), try Country.people("a", 1, 2),
            try Country.people("b", 5, 10),
        ]
        let snapshot = try Country.snapshot(record, Self.catalog([Self.perHead]))
        #expect(values(snapshot, "per_head", "a") == [2020: 10, 2021: 10])
        #expect(values(snapshot, "per_head", "b") == [2020: 0.4, 2021: 0.4])
        #expect(values(snapshot, "per_head", "pair") == [2020: 2, 2021: 2])
        #expect(values(snapshot, "per_head", "CN") == [:], "two provinces lack")
        let whole = try #require(snapshot.series(of: SeriesKey(indicator: "per_head", region: "pair")))
        #expect(whole.membersRatio == 1 && whole.aggregate?.members == ["a", "b"])
        #expect(snapshot.series(of: SeriesKey(indicator: "per_head", region: "a"))?.rank == 1)
        #expect(snapshot.series(of: SeriesKey(indicator: "per_head", region: "b"))?.rank == 2)
    }

    @Test func `sums over other members make no ratio`() throws {
        let record = [
            try Country.power("a", 10, 10), try Country.power("b", 2, nil), try Country.people("a", 1, 1),
            try Country.people("b", 5, 5),
        ]
        let snapshot = try Country.snapshot(record, Self.catalog([Self.perHead], share: 0.5))
        #expect(values(snapshot, "power", "pair") == [2020: 12, 2021: 10])
        #expect(values(snapshot, "per_head", "pair") == [2020: 2])
        let reasons = snapshot.derivedFigures(of: SeriesKey(indicator: "per_head", region: "pair")).map(\.reason)
        #expect(reasons == [nil, "its inputs have figures of other members"])
    }

    @Test func `a chain is worked out in order, wherever it stands in the catalog`() throws {
        let catalog = Self.catalog([
            Self.derived("growth", .change("per_head")), Self.perHead,
            Self.derived("index", .index(of: "growth", base: try #require(Period(year: 2021)))),
        ])
        let record = [try Country.power("a", 10, 20, 60), try Country.people("a", 1, 1, 2)]
        let snapshot = try Country.snapshot(record, catalog)
        #expect(values(snapshot, "growth", "a") == [2021: 1, 2022: 0.5])
        #expect(values(snapshot, "index", "a") == [2021: 100, 2022: 50])
    }

    @Test func `a year without a figure has its reason`() throws {
        let record = [
            try Country.power("a", from: 2019, 3, 10, 20, 60),
            Sample.series(
                "people", "a",
                [
                    try Sample.observation(2020, 0), try Sample.observation(2022, 3, .breakInSeries),
                    try Sample.observation(2023, 4),
                ]),
        ]
        let catalog = Self.catalog([Self.perHead, Self.derived("growth", .change("people"))])
        let snapshot = try Country.snapshot(record, catalog)
        let key = SeriesKey(indicator: "per_head", region: "a")
        #expect(
            snapshot.derivedFigures(of: key).map { "\($0.period) \($0.reason ?? "-")" } == [
                "2019 people has no figure of 2019", "2020 division by zero", "2021 people has no figure of 2021",
                "2022 -",
                "2023 power has no figure of 2023",
            ])
        #expect(snapshot.series(of: key)?.newest?.status == .breakInSeries)
        let growth = snapshot.derivedFigures(of: SeriesKey(indicator: "growth", region: "a"))
        #expect(
            growth.map(\.reason) == [
                "people has no figure of 2019", "people has no figure of 2021", nil,
            ])
        #expect(growth.last?.observation?.status == .normal)
        #expect(snapshot.derivedFigures(of: SeriesKey(indicator: "power", region: "a")).isEmpty)
    }

    @Test func `a break at a year that has no figure marks the next one`() throws {
        let people = Sample.series(
            "people", "a",
            [
                try Sample.observation(2020, 1), try Sample.observation(2021, 2, .breakInSeries),
                try Sample.observation(2022, 2),
            ])
        let record = [try Country.power("a", 10, nil, 60), people]
        let snapshot = try Country.snapshot(record, Self.catalog([Self.perHead]))
        let found = snapshot.series(of: SeriesKey(indicator: "per_head", region: "a"))?.series.observations
        #expect(found?.map(\.status) == [.normal, .breakInSeries])
    }

    @Test func `no change is worked out across a break`() throws {
        let power = Sample.series(
            "power", "a",
            [
                try Sample.observation(2020, 1), try Sample.observation(2021, 2),
                try Sample.observation(2022, 3, .breakInSeries), try Sample.observation(2023, 6),
            ])
        let snapshot = try Country.snapshot([power], Self.catalog([Self.derived("growth", .change("power"))]))
        let found = snapshot.series(of: SeriesKey(indicator: "growth", region: "a"))?.series.observations ?? []
        #expect(found.map(\.period.year) == [2021, 2023])
        #expect(found.map(\.status) == [.normal, .breakInSeries])
    }

    @Test func `figures of its own that a record has of a derived indicator are not served`() throws {
        let own = Sample.series("per_head", "a", [try Sample.observation(2020, 99)])
        let record = [own, try Country.power("a", 10), try Country.people("a", 5)]
        let snapshot = try Country.snapshot(record, Self.catalog([Self.perHead]))
        #expect(values(snapshot, "per_head", "a") == [2020: 2])
        #expect(snapshot.unknownSeries == [own.key] && snapshot.observationCount == 2)
        #expect(snapshot.updated(with: [own], at: snapshot.moment).unknownSeries == [own.key])
    }

    @Test func `a derived figure was recorded when the last of its inputs was`() throws {
        let times = [100, 200, 150, 50].map { Timestamp(microseconds: $0) }
        func series(_ id: Identifier<Indicator>, _ times: ArraySlice<Timestamp>) throws -> Series {
            Series(
                key: SeriesKey(indicator: id, region: "a"),
                observations: [try Sample.observation(2020, 1), try Sample.observation(2021, 2)],
                recorded: Array(times))
        }
        let record = [try series("power", times[..<2]), try series("people", times[2...])]
        let snapshot = try Country.snapshot(record, Self.catalog([Self.perHead]))
        let found = snapshot.series(of: SeriesKey(indicator: "per_head", region: "a"))
        #expect(found?.series.recorded.map(\.microseconds) == [150, 200])
    }

    @Test func `a target may ask about a derived series, or stand beside one`() throws {
        let beside = Self.derived("half", .difference("power", "people"))
        let catalog = Self.catalog(
            [Self.perHead, beside],
            targets: [
                try Sample.target("own", "per_head", "a", value: 4),
                try Sample.target("other", "half", "a", beside: "b"),
            ])
        let record = [
            try Country.power("a", from: 2000, 10, 20), try Country.people("a", from: 2000, 5, 5),
            try Country.power("b", from: 2000, 10, 20), try Country.people("b", from: 2000, 5, 6),
        ]
        let snapshot = try Country.snapshot(record, catalog)
        #expect(snapshot.targets.map(\.gap.value) == [4, 15])
        #expect(snapshot.targets[1].gap.referenceValue == 14)
        let revised = snapshot.updated(with: [try Country.people("b", from: 2000, 5, 16)], at: snapshot.moment)
        #expect(revised.targets[1].gap.referenceValue == 4)
    }

    @Test func `indicators that lead back to themselves have no figures`() throws {
        let catalog = Self.catalog([
            Self.derived("x", .sum(["y", "power"])), Self.derived("y", .sum(["x", "power"])), Self.perHead,
        ])
        let snapshot = try Country.snapshot([try Country.power("a", 10), try Country.people("a", 5)], catalog)
        #expect(values(snapshot, "x", "a") == [:] && values(snapshot, "per_head", "a") == [2020: 2])
    }

    @Test func `an indicator needs all that it is derived from`() throws {
        let catalog = Self.catalog([
            Self.derived("growth", .change("per_head")), Self.perHead,
            Self.derived("index", .index(of: "people", base: try #require(Period(year: 2020)))),
        ])
        #expect(Set(catalog.needs(of: "growth")) == ["growth", "per_head", "power", "people"])
        #expect(catalog.recordedInputs(of: "growth", in: [2021]) == ["power": [2020, 2021], "people": [2020, 2021]])
        #expect(catalog.recordedInputs(of: "index", in: [2022]) == ["people": [2020, 2022]])
        #expect(catalog.recordedInputs(of: "power", in: [2022]) == ["power": [2022]])
    }
}
