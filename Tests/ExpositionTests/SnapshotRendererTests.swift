import Evaluation
import Exposition
import Formats
import Foundation
import Indicators
import Statistics
import Testing

@Suite
struct SnapshotRendererTests {
    @Test
    func `the samples are counted as they are written, in both formats`() throws {
        for groups in [[]] + MetricGroup.allCases.map({ [$0] }) + [Set(MetricGroup.allCases)] as [Set<MetricGroup>] {
            let metrics = try Sample.renderer(groups).render(Sample.snapshotOfAll()).metrics
            #expect(metrics.samples == metrics.exposed.samples.count)
            #expect(metrics.samples == Exposed(metrics.openMetrics).samples.count)
        }
    }

    @Test
    func `a label of a language is there where the catalog has a text in it, under a legal name`() throws {
        let catalog = Catalog(
            regions: [
                Region(id: "FR", gbCode: nil, name: ["fr": "France", "zh-Hant": "法國"], kind: .nation),
                Region(id: "DE", gbCode: nil, name: ["de": "Deutschland", "fr": "Allemagne"], kind: .nation),
            ],
            indicators: [
                Indicator(
                    id: "beds", title: ["de": "Betten", "en": "Beds", "zh": "床位", "fr": "Lits"],
                    unit: UnitOfMeasure(standingAlone: "beds"), direction: .more, measure: .level)
            ])
        let snapshot = Evaluator(catalog: catalog).snapshot(of: [], at: try Sample.moment())
        func lines(_ languages: [LanguageTag]) throws -> [String] {
            let renderer = SnapshotRenderer(
                groups: [], samplesLimit: 100, languages: languages, timeZone: try #require(TimeZone(secondsFromGMT: 0))
            )
            return String(decoding: try renderer.render(snapshot).metrics.text, as: UTF8.self)
                .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        }
        let info =
            #"mosaic_indicator_info{indicator="beds",unit="beds",title="Beds",title_zh="床位",direction="more",measure="level""#
        #expect(
            try lines([]) == [
                info + "} 1", #"mosaic_region_info{region="FR",name="France",kind="nation",level="nation"} 1"#,
                #"mosaic_region_info{region="DE",name="Deutschland",kind="nation",level="nation"} 1"#,
            ])
        #expect(
            try lines(["fr", "zh-Hant", "de-AT"]) == [
                info + #",title_fr="Lits",title_zh_hant="床位",title_de_at="Betten"} 1"#,
                #"mosaic_region_info{region="FR",name="France",kind="nation",level="nation",name_fr="France",name_zh_hant="法國"} 1"#,
                #"mosaic_region_info{region="DE",name="Deutschland",kind="nation",level="nation",name_fr="Allemagne",name_de_at="Deutschland"} 1"#,
            ])
    }

    @Test
    func `what is undefined is absent, never 0 or NaN`() throws {
        let exposed = try Sample.renderer([.indicator, .trend, .target, .forecast]).render(Sample.snapshot()).metrics
            .exposed
        let inner = #"indicator="launches",region="CN-NM""#
        #expect(exposed.samples("mosaic_indicator_value", inner).map(\.value) == [3])
        for name in ["mosaic_indicator_change_ratio", "mosaic_indicator_recorded_timestamp_seconds"] {
            #expect(exposed.samples(name, inner).isEmpty)
        }
        for name in [
            "mosaic_trend_slope", "mosaic_trend_slope_lower", "mosaic_trend_mann_kendall_p_value",
            "mosaic_forecast_value",
        ] {
            #expect(exposed.samples(name, inner).isEmpty)
            #expect(!exposed.samples(name, #"indicator="launches",region="CN""#).isEmpty)
        }
        #expect(exposed.samples("mosaic_target_gap", #"target="nm-power""#).isEmpty)
        #expect(exposed.samples("mosaic_target_estimated", #"target="nm-power""#).isEmpty)
        #expect(exposed.samples("mosaic_target_level", #"target="nm-power""#).map(\.value) == [10])
        #expect(exposed.samples("mosaic_indicator_due_timestamp_seconds").count == 1)
        #expect(exposed.samples.allSatisfy { $0.value.isFinite })
    }

    @Test
    func `a snapshot without series has no samples but those of names`() throws {
        let exposed = try Sample.renderer().render(Sample.snapshot(targets: false, record: [])).metrics.exposed
        #expect(exposed.families == ["mosaic_indicator_info", "mosaic_region_info"])
        #expect(exposed.samples.count == 6)
    }

    @Test
    func `states are one-hot: every state is there, and one of them is 1`() throws {
        let snapshot = try Sample.snapshot()
        let exposed = try Sample.renderer().render(snapshot).metrics.exposed
        for series in snapshot.series {
            let labels = #"{indicator="\#(series.indicator.id)",region="\#(series.region.id)",state="#
            let states = exposed.samples("mosaic_trend_state").filter { $0.labels.hasPrefix(labels) }
            #expect(states.map(\.labels) == Trend.State.allCases.map { "\(labels)\"\($0.rawValue)\"}" })
            #expect(states.map(\.value) == Trend.State.allCases.map { $0 == series.trend.state ? 1 : 0 })
        }
        for target in snapshot.targets {
            let states = exposed.samples("mosaic_target_state", #"target="\#(target.target.id)""#)
            #expect(states.count == TargetState.allCases.count)
            #expect(states.map(\.value) == TargetState.allCases.map { $0 == target.gap.state ? 1 : 0 })
        }
        #expect(Set(snapshot.series.map(\.trend.state)).count > 1)
    }

    @Test(
        arguments: [
            ([.indicator, .trend, .target], ["power"]), ([.target], ["power"]), ([.indicator, .trend], []), ([], []),
            ([.forecast], ["launches", "power", "area"]), ([.target, .forecast], ["launches", "power", "area"]),
        ] as [(Set<MetricGroup>, [String])])
    func `forecasts are served of series that a target asks about, and of all where they are named`(
        groups: Set<MetricGroup>, indicators: [String]
    ) throws {
        let exposed = try Sample.renderer(groups).render(Sample.snapshot()).metrics.exposed
        for indicator in ["launches", "power", "area"] {
            let samples = exposed.samples("mosaic_forecast_value", #"indicator="\#(indicator)""#)
            #expect(samples.count == (indicators.contains(indicator) ? 5 : 0))
            #expect(
                samples.map { $0.labels.suffix(13) } == (samples.isEmpty ? [] : (1...5).map { #",horizon="\#($0)"}"# }))
        }
    }

    @Test(arguments: MetricGroup.allCases)
    func `a group is served or left out as a whole`(group: MetricGroup) throws {
        let names = try Sample.renderer([group]).render(Sample.snapshotOfAll()).metrics.exposed.families
        let prefixes: [MetricGroup: String] = [
            .indicator: "mosaic_indicator_", .trend: "mosaic_trend_", .target: "mosaic_target_",
            .forecast: "mosaic_forecast_", .spread: "mosaic_spread_",
        ]
        let always: Set = ["mosaic_indicator_info", "mosaic_region_info"]
        for (other, prefix) in prefixes {
            let found = names.contains { $0.hasPrefix(prefix) && !always.contains($0) }
            #expect(found == (other == group || group == .target && other == .forecast))
        }
        #expect(always.isSubset(of: names))
        #expect(prefixes.count == MetricGroup.allCases.count)
    }

    @Test
    func `how regions differ is served of the newest year, of indicators that two regions of a level have`() throws {
        let exposed = try Sample.renderer([.spread]).render(Sample.snapshotOfAll()).metrics.exposed
        let samples = exposed.samples.filter { $0.name.hasPrefix("mosaic_spread_") }
        #expect(samples.allSatisfy { $0.labels == #"{indicator="area",level="province"}"# })
        // Of 2, 4 and 6: the mean is 4, the variance 8/3; Gini is (3 − 1)(6 − 2)/(3 · 12), docs/methods.md, rule 41.
        let values = Dictionary(samples.map { ($0.name.dropFirst(14), $0.value) }) { first, _ in first }
        #expect(values.count == samples.count)
        #expect(values["year"] == 2024)
        #expect(values["regions"] == 3)
        #expect(abs((values["cv"] ?? 0) - (8.0 / 3).squareRoot() / 4) < 1e-12)
        #expect(abs((values["gini"] ?? 0) - 2.0 / 9) < 1e-12)
        #expect((values["theil"] ?? 0) > 0)
        #expect(values["max_over_min"] == 3)
        #expect((values["convergence_slope"] ?? 0) < 0)
        #expect((values["convergence_standard_error"] ?? 0) > 0)
    }

    @Test
    func `an indicator that is left out above the limit is left out of the spread too`() throws {
        let snapshot = try Sample.snapshotOfAll()
        let all = try Sample.renderer([.indicator, .spread]).render(snapshot).metrics
        let (metrics, leftOut) = try Sample.renderer([.indicator, .spread], limit: all.samples - 1).render(snapshot)
        #expect(metrics.samples + leftOut == all.samples)
        #expect(metrics.samples == metrics.exposed.samples.count)
        #expect(!metrics.exposed.samples.contains { $0.name.hasPrefix("mosaic_spread_") })
    }

    @Test
    func `above the limit whole indicators are left out from the catalog's end, those with targets never`() throws {
        let snapshot = try Sample.snapshot()
        let all = try Sample.renderer().render(snapshot).metrics
        func served(_ limit: Int) throws -> (indicators: Set<String>, samples: Int, leftOut: Int) {
            let (metrics, leftOut) = try Sample.renderer(limit: limit).render(snapshot)
            let names = metrics.exposed.samples("mosaic_indicator_value").compactMap { sample in
                sample.labels.firstMatch(of: /indicator="([a-z]+)"/).map { String($0.1) }
            }
            #expect(metrics.samples + leftOut == all.samples)
            #expect(metrics.samples == metrics.exposed.samples.count)
            return (Set(names), metrics.samples, leftOut)
        }
        let whole = try served(all.samples)
        #expect(whole.indicators == ["launches", "power", "area"])
        #expect(whole.leftOut == 0)
        let withoutArea = try served(all.samples - 1)
        #expect(withoutArea.indicators == ["launches", "power"])
        #expect(withoutArea.samples < all.samples)
        #expect(try served(withoutArea.samples).indicators == ["launches", "power"])
        #expect(try served(withoutArea.samples - 1).indicators == ["power"])
        #expect(try served(1).indicators == ["power"])
    }

    @Test
    func `without targets every indicator can be left out`() throws {
        let (metrics, leftOut) = try Sample.renderer(limit: 1).render(Sample.snapshot(targets: false))
        #expect(metrics.exposed.families == ["mosaic_indicator_info", "mosaic_region_info"])
        #expect(leftOut > 0)
    }

    @Test
    func `a snapshot gives the same bytes whatever was evaluated before`() throws {
        let evaluator = Evaluator(catalog: try Sample.catalog())
        let first = evaluator.snapshot(of: try Sample.record(), at: try Sample.moment())
        let again = evaluator.snapshot(of: try Sample.record().dropLast().reversed(), at: try Sample.moment())
            .updated(with: [try #require(try Sample.record().last)], at: try Sample.moment())
        #expect(try Sample.renderer().render(first).metrics.text == Sample.renderer().render(again).metrics.text)
    }
}
