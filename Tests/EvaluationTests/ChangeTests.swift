import Evaluation
import Indicators
import MosaicTestKit
import Testing

@Suite
struct ChangeTests {
    static let regions: [Identifier<Region>] = ["CN", "all", "part", "pair", "a", "b", "c", "d", "elsewhere"]
    static let indicators: [Identifier<Indicator>] = ["power", "rate", "people", "happiness", "both"]

    static func catalog() throws -> Catalog {
        Catalog(
            regions: Country.regions,
            indicators: [
                Self.derived("growth", .change("per_head")), Self.derived("per_head", .ratio("power", "people")),
                Country.indicator("rate", .mean(weight: "people"), share: 0.6, direction: .less),
                Country.indicator("power", .sum, share: 0.5), Country.indicator("people", .sum),
                Self.derived("both", .sum(["power", "people", "rate"])),
            ],
            targetRows: [
                try Sample.target("a"), try Sample.target("b", "rate", "pair", value: 3, year: 2024),
                try Sample.target("c", "power", "all", value: 3, year: 2024),
                try Sample.target("a", value: 60, date: "2024-01-01"),
                try Sample.target("d", "power", "a", beside: "all"),
                try Sample.target("e", "rate", "CN", beside: "pair"),
                try Sample.target("f", "people", "b", beside: "CN"),
                try Sample.target("g", "growth", "CN", beside: "pair"), try Sample.target("h", "both", "a", value: 9),
            ])
    }

    private static func derived(_ id: Identifier<Indicator>, _ derivation: Derivation) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: UnitOfMeasure(standingAlone: "points"),
            direction: .more, measure: .level, derivation: derivation)
    }

    /// A record that is edited at random: by figures, and by taking whole series away, as a void does.
    struct Edits {
        var random: SeededGenerator
        var record: [SeriesKey: [Int: Observation]] = [:]

        mutating func edit() throws -> SeriesKey? {
            let key = SeriesKey(
                indicator: try #require(ChangeTests.indicators.randomElement(using: &random)),
                region: try #require(ChangeTests.regions.randomElement(using: &random)))
            // Nation and clusters seldom have figures of their own, so that there are aggregates.
            let isWhole = ["CN", "all", "pair"].contains(key.region)
            if isWhole, Int.random(in: 0...3, using: &random) > 0 || !record[key, default: [:]].isEmpty {
                return record.removeValue(forKey: key) == nil ? nil : key
            }
            if Int.random(in: 0...9, using: &random) == 0 { return record.removeValue(forKey: key) == nil ? nil : key }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let year = Int.random(in: 1997...2006, using: &random)
                let status =
                    Int.random(in: 0...3, using: &random) > 0
                    ? .normal : ObservationStatus.allCases.randomElement(using: &random)
                let bound =
                    Int.random(in: 0...5, using: &random) > 0
                    ? .equal : ObservationBound.allCases.randomElement(using: &random)
                record[key, default: [:]][year] = Observation(
                    period: try #require(Period(year: year)),
                    value: Double(Int.random(in: 0...30, using: &random)) / 10,
                    status: status ?? .normal, bound: bound ?? .equal)
            }
            return key
        }

        func series(_ key: SeriesKey) -> Series {
            Series(key: key, observations: (record[key] ?? [:]).values.sorted { $0.period < $1.period })
        }

        var all: [Series] { record.keys.sorted().map(series) }
    }

    @Test(arguments: 0..<16)
    func `after any edits the result is that of a fresh evaluation, bit for bit`(seed: UInt64) throws {
        var edits = Edits(random: SeededGenerator(seed: seed))
        let evaluator = Evaluator(catalog: try Self.catalog())
        var year = 2004
        var snapshot = evaluator.snapshot(of: [], at: try Sample.moment(year))
        var aggregates = 0
        for _ in 0..<60 {
            var changed: Set<SeriesKey> = []
            for _ in 0..<Int.random(in: 0...5, using: &edits.random) {
                if let key = try edits.edit() { changed.insert(key) }
            }
            if Int.random(in: 0...9, using: &edits.random) == 0 {
                year = Int.random(in: 2000...2007, using: &edits.random)
            }
            let day = Int.random(in: 0...1, using: &edits.random) == 0 ? "2023-12-31" : "2024-01-01"
            let moment = try Sample.moment(year, day)
            snapshot = snapshot.updated(with: changed.map { edits.series($0) }, at: moment)
            let fresh = evaluator.snapshot(of: edits.all.shuffled(using: &edits.random), at: moment)
            #expect(snapshot.content == fresh.content)
            aggregates += snapshot.series.count { $0.aggregate != nil }
        }
        #expect(aggregates > 20)
    }

    @Test(arguments: 0..<16)
    func `aggregates equal what is worked out year by year`(seed: UInt64) throws {
        var edits = Edits(random: SeededGenerator(seed: seed))
        for _ in 0..<250 { _ = try edits.edit() }
        let catalog = try Self.catalog()
        let snapshot = Evaluator(catalog: catalog).snapshot(of: edits.all, at: try Sample.moment(2026))
        func figure(_ indicator: Identifier<Indicator>, _ region: Region, _ year: Int) -> Observation? {
            let found = edits.record[SeriesKey(indicator: indicator, region: region.id)]?[year]
            return found?.existingValue != nil && found?.status != .forecast ? found : nil
        }
        for indicator in catalog.indicators where indicator.derivation == nil {
            for whole in catalog.regions where whole.kind == .nation || whole.kind == .cluster {
                let key = SeriesKey(indicator: indicator.id, region: whole.id)
                let evaluation = snapshot.series(of: key)
                let own = (edits.record[key] ?? [:]).values
                if own.contains(where: { $0.existingValue != nil }) {
                    #expect(evaluation?.aggregate == nil)
                    continue
                }
                var expected: [Int: (value: Double, ratio: Double)] = [:]
                for year in 1990...2010 {
                    let members = catalog.regions.filter {
                        $0.kind != .nation && $0.kind != .cluster && ($0.validFrom?.year ?? 0) <= year
                            && (whole.kind == .nation || $0.clusters.contains(whole.id))
                    }
                    let isMean = indicator.id == "rate"
                    let weights = members.map { isMean ? figure("people", $0, year)?.value : 1 }
                    guard weights.allSatisfy({ $0 != nil }) else { continue }
                    let all = zip(members, weights.compactMap(\.self)).map { (figure(indicator.id, $0, year), $1) }
                    let reporting = all.filter { $0.0 != nil }
                    let (total, part) = (all.reduce(0) { $0 + $1.1 }, reporting.reduce(0) { $0 + $1.1 })
                    let bounds = reporting.compactMap(\.0?.bound)
                    guard part > 0, part / total >= indicator.aggregationShare - 1e-9,
                        !(bounds.contains(where: \.leansUp) && bounds.contains(where: \.leansDown))
                    else { continue }
                    let sum = reporting.reduce(0) { $0 + ($1.0?.value ?? 0) * $1.1 }
                    expected[year] = (isMean ? sum / part : sum, part / total)
                }
                let observations = evaluation?.aggregate == nil ? [] : evaluation?.series.observations ?? []
                #expect(observations.map(\.period.year) == expected.keys.sorted())
                for (place, observation) in observations.enumerated() {
                    let (value, ratio) = try #require(expected[observation.period.year])
                    #expect(abs((observation.value ?? .nan) - value) <= 1e-12)
                    #expect(abs((evaluation?.aggregate?.ratios[place] ?? .nan) - ratio) <= 1e-12)
                }
            }
        }
    }

    @Test
    func `a change evaluates again what it touches alone`() throws {
        let years = (2010...2025).map { $0 }
        func series(_ region: Identifier<Region>) throws -> Series {
            Sample.series("power", region, try years.map { try Sample.observation($0, Double($0)) })
        }
        let evaluator = Evaluator(catalog: Country.catalog())
        let moment = try Sample.moment(2026)
        let first = evaluator.snapshot(of: try Country.provinces.map(series), at: moment)
        let changed = Sample.series("power", "c", [try Sample.observation(2020, 1)])
        let second = first.updated(with: [changed], at: moment)
        // What was taken over shares its storage.
        func isShared(_ region: Identifier<Region>) throws -> Bool {
            let old = try #require(first.power(region)).series.observations
            let new = try #require(second.power(region)).series.observations
            return old.span.isIdentical(to: new.span)
        }
        #expect(try isShared("a") && isShared("pair"))
        #expect(try !isShared("c"))
        #expect(second.aggregated("CN").keys.sorted() == [2020])
        #expect(second.power("a")?.rank == 1)
    }

    @Test(arguments: [2, 3, 8])
    func `threads change nothing in the result or its order`(count: Int) throws {
        var random = SeededGenerator(seed: 1)
        let indicators = (0..<90).map { Country.indicator(Identifier("i\($0)"), .sum, share: 0.5) }
        var record: [Series] = []
        for indicator in indicators {
            for region in Country.provinces {
                let observations = try (2000..<2012).map {
                    try Sample.observation($0, Double(Int.random(in: 0...50, using: &random)))
                }
                record.append(Sample.series(indicator.id, region, observations))
            }
        }
        let catalog = Catalog(regions: Country.regions, indicators: indicators)
        let moment = try Sample.moment(2026)
        let alone = Evaluator(catalog: catalog, threads: 1).snapshot(of: record, at: moment)
        let together = Evaluator(catalog: catalog, threads: count).snapshot(of: record, at: moment)
        #expect(alone.series.count == 90 * 7)
        #expect(together.content == alone.content)
    }
}
