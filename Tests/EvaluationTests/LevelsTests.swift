import Evaluation
import Indicators
import Statistics
import Testing

/// Two nations, one with counties in prefectures in provinces; `w` was merged into `x` after 2019.
@Suite
struct LevelsTests {
    private static let regions: [Region] = {
        func region(
            _ id: Identifier<Region>, _ kind: String, in parent: Identifier<Region>? = nil, _ cluster: String? = nil,
            validTo: Period? = nil
        ) -> Region {
            Region(
                id: id, gbCode: nil, name: ["en": "\(id)", "zh": "\(id)地区"],
                kind: Region.Kind(rawValue: kind), parent: parent, clusters: cluster.map { [Identifier($0)] } ?? [],
                validTo: validTo)
        }
        return [
            region("y", "county", in: "A1"), region("A", "nation", "both"), region("B", "nation", "both"),
            region("A1", "province", in: "A"), region("A2", "province", in: "A"), region("B1", "province", in: "B"),
            region("p", "prefecture", in: "A1"), region("w", "county", in: "p", validTo: Period(year: 2019)),
            region("x", "county", in: "p"), region("both", "cluster"),
        ]
    }()

    private static func catalog(
        _ aggregation: Indicator.Aggregation = .sum, share: Double = 1
    ) -> Catalog {
        Catalog(
            regions: regions,
            indicators: [
                Country.indicator("power", aggregation, share: share), Country.indicator("people", .sum),
            ])
    }

    /// Counties w, x and y, and the provinces A2 and B1.
    private static func record() throws -> [Series] {
        try [
            Country.power("w", from: 2019, 1), Country.power("x", from: 2019, 2, 4),
            Country.power("y", from: 2019, 8, 8),
            Country.power("A2", from: 2019, 5, 36), Country.power("B1", from: 2019, 16, 16),
        ]
    }

    @Test
    func `a region's figures are made of what is one level below, which may be made of its own parts`() throws {
        let snapshot = try Country.snapshot(Self.record(), Self.catalog())
        #expect(snapshot.aggregated("p") == [2019: 3, 2020: 4])
        #expect(snapshot.aggregated("A1") == [2019: 11, 2020: 12])
        #expect(snapshot.aggregated("A") == [2019: 16, 2020: 48])
        #expect(snapshot.aggregated("B") == [2019: 16, 2020: 16])
        #expect(snapshot.aggregated("both") == [2019: 32, 2020: 64])
        #expect(snapshot.power("A1")?.aggregate?.members == ["y", "p"])
    }

    @Test
    func `a published series is a part of what is above it, and hides its own parts`() throws {
        let snapshot = try Country.snapshot(Self.record() + [Country.power("p", from: 2020, 100)], Self.catalog())
        #expect(snapshot.power("p")?.aggregate == nil)
        #expect(snapshot.aggregated("A1") == [2020: 108])
        #expect(snapshot.aggregated("A") == [2020: 144])
    }

    @Test
    func `a region that was merged is no member after its last year`() throws {
        let late = try Self.record().map { series in
            series.key.region == "w" ? try Country.power("w", from: 2019, 1, 1000) : series
        }
        let snapshot = try Country.snapshot(late, Self.catalog())
        #expect(snapshot.aggregated("p") == [2019: 3, 2020: 4])
        let without = try Country.snapshot(Self.record().filter { $0.key.region != "w" }, Self.catalog())
        #expect(without.aggregated("p") == [2020: 4])
    }

    @Test
    func `a mean of means is weighed by the sums of the weights`() throws {
        let people = try [
            Country.people("x", from: 2020, 1), Country.people("y", from: 2020, 3), Country.people("A2", from: 2020, 4),
        ]
        let snapshot = try Country.snapshot(Self.record() + people, Self.catalog(.mean(weight: "people")))
        #expect(snapshot.aggregated("p") == [2020: 4])
        #expect(snapshot.aggregated("A1") == [2020: 7])
        #expect(snapshot.aggregated("A") == [2020: 21.5])
    }

    @Test
    func `ranks are within a level and within a parent, shares of the nation and of the parent`() throws {
        let snapshot = try Country.snapshot(Self.record(), Self.catalog())
        func ranks(_ region: Identifier<Region>) -> [Int?] {
            [snapshot.power(region)?.rank, snapshot.power(region)?.rankInParent]
        }
        #expect(ranks("A2") == [1, 1] && ranks("B1") == [2, 1] && ranks("A1") == [3, 2])
        #expect(ranks("A") == [1, nil] && ranks("B") == [2, nil] && ranks("both") == [nil, nil])
        #expect(ranks("y") == [1, 1] && ranks("x") == [2, 1] && ranks("p") == [1, 1])
        #expect(snapshot.power("x")?.nationShareRatio == 4.0 / 48)
        #expect(snapshot.power("x")?.parentShareRatio == 1)
        #expect(snapshot.power("y")?.parentShareRatio == 8.0 / 12)
        #expect(snapshot.power("A")?.nationShareRatio == nil && snapshot.power("A")?.parentShareRatio == nil)
        #expect(snapshot.power("both")?.nationShareRatio == nil)
    }

    @Test(arguments: [Indicator.Aggregation.sum, .mean(weight: "people")])
    func `a change deep below gives what a fresh evaluation gives`(aggregation: Indicator.Aggregation) throws {
        let people = try ["w", "x", "y", "A2", "B1"].map { try Country.people(Identifier($0), from: 2019, 2, 3) }
        let before = try Self.record() + people
        let target = Target(
            id: "t", series: SeriesKey(indicator: "power", region: "A"),
            terms: try TargetTerms(kind: .atLeast, targetYear: 2030, targetValue: 100))
        let catalog = Catalog(
            regions: Self.regions, indicators: Self.catalog(aggregation).indicators, targetRows: [target])
        let old = try Country.snapshot(before, catalog)
        for changed in try [
            [Country.power("x", from: 2019, 2, 400)], [Country.power("p", from: 2019, 7)],
            [Country.people("x", from: 2019, 9, 9)], [Country.power("x")],
        ] {
            let keys = Set(changed.map(\.key))
            let after = before.filter { !keys.contains($0.key) } + changed.filter { !$0.observations.isEmpty }
            let updated = old.updated(with: changed, at: old.moment)
            #expect(updated.content == (try Country.snapshot(after, catalog)).content)
        }
    }
}
