import Evaluation
import Indicators
import Testing

/// A nation of four provinces, two clusters of them and one that holds but a part of one; `d` began in 2000.
enum Country {
    static let regions: [Region] = [
        region("CN", .nation), region("all", .cluster), region("part", .cluster),
        region("a", .province, ["all", "pair"]), region("b", .municipality, ["all", "pair"]),
        region("c", .autonomousRegion, ["all"], partlyIn: ["part"]),
        region("d", .province, ["all"], validFrom: Period(year: 2000)), region("pair", .cluster),
    ]

    static let provinces: [Identifier<Region>] = ["a", "b", "c", "d"]

    static func region(
        _ id: Identifier<Region>, _ kind: Region.Kind, _ clusters: [Identifier<Region>] = [],
        partlyIn: [Identifier<Region>] = [], validFrom: Period? = nil
    ) -> Region {
        Region(
            id: id, gbCode: nil, name: ["en": "\(id)", "zh": "\(id)地区"], kind: kind,
            clusters: clusters, partlyIn: partlyIn, validFrom: validFrom)
    }

    static func indicator(
        _ id: Identifier<Indicator>, _ aggregation: Indicator.Aggregation, share: Double = 1,
        direction: Indicator.Direction = .more
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: UnitOfMeasure(standingAlone: "points"),
            direction: direction, measure: .level, aggregation: aggregation, aggregationShare: share)
    }

    /// A catalog of an indicator `power` and its weight, `people`.
    static func catalog(
        _ aggregation: Indicator.Aggregation = .sum, share: Double = 1, direction: Indicator.Direction = .more,
        targets: [Target] = []
    ) -> Catalog {
        Catalog(
            regions: regions,
            indicators: [
                indicator("power", aggregation, share: share, direction: direction), indicator("people", .none),
            ], targetRows: targets)
    }

    /// A series of `power`: a value a year, from the first one on.
    static func power(_ region: Identifier<Region>, from year: Int = 2020, _ values: Double?...) throws -> Series {
        try series("power", region, from: year, values)
    }

    /// A series of `people`.
    static func people(_ region: Identifier<Region>, from year: Int = 2020, _ values: Double?...) throws -> Series {
        try series("people", region, from: year, values)
    }

    private static func series(
        _ indicator: Identifier<Indicator>, _ region: Identifier<Region>, from year: Int, _ values: [Double?]
    ) throws -> Series {
        let observations = try values.enumerated().compactMap { place, value in
            try value.map { try Sample.observation(year + place, $0) }
        }
        return Sample.series(indicator, region, observations)
    }

    /// A series of `power` with one observation in 2020.
    static func power(
        _ region: Identifier<Region>, _ value: Double, _ status: ObservationStatus,
        _ bound: ObservationBound = .equal, year: Int = 2020
    ) throws -> Series {
        let period = try #require(Period(year: year))
        return Sample.series(
            "power", region, [try #require(Observation(period: period, value: value, status: status, bound: bound))])
    }

    static func snapshot(_ record: [Series], _ catalog: Catalog = catalog(), asOfYear: Int = 2026) throws -> Snapshot {
        Evaluator(catalog: catalog).snapshot(of: record, at: try Sample.moment(asOfYear))
    }
}

extension Snapshot {
    /// The series of `power` of a region.
    func power(_ region: Identifier<Region>) -> SeriesEvaluation? {
        series(of: SeriesKey(indicator: "power", region: region))
    }

    /// The aggregate of `power` of a region: years and values.
    func aggregated(_ region: Identifier<Region>) -> [Int: Double] {
        guard let evaluation = power(region), evaluation.aggregate != nil else { return [:] }
        return Dictionary(
            evaluation.series.observations.map { ($0.period.year, $0.value ?? .nan) }, uniquingKeysWith: { $1 })
    }
}
