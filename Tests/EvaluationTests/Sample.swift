import Evaluation
import Indicators
import Statistics
import Testing

/// A small catalog, and series of it.
enum Sample {
    static let regions: [Region] = [("CN", Region.Kind.nation), ("CN-NM", .autonomousRegion), ("CN-BJ", .municipality)]
        .map {
            id, kind in
            Region(
                id: Identifier(id), gbCode: nil, name: ["en": "\(id) region", "zh": "\(id)地区"],
                kind: kind)
        }

    static func indicator(_ id: Identifier<Indicator>, dueMonths: Int? = nil) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: UnitOfMeasure(standingAlone: "points"),
            direction: .more, measure: .level, dueMonths: dueMonths)
    }

    /// Out of alphabetical order, as the catalog's order counts.
    static let indicators = [indicator("power"), indicator("launches"), indicator("area")]

    static func catalog(_ targets: [Target] = []) -> Catalog {
        Catalog(regions: regions, indicators: indicators, targetRows: targets)
    }

    static func target(
        _ id: Identifier<Target>, _ indicator: Identifier<Indicator> = "power", _ region: Identifier<Region> = "CN",
        value: Double = 100, year: Int = 2030, date: String? = nil
    ) throws -> Target {
        Target(
            id: id, series: SeriesKey(indicator: indicator, region: region),
            terms: try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: year, targetValue: value),
            sourceDate: date.flatMap { CalendarDate($0) })
    }

    /// A target that stands beside the same indicator of another region.
    static func target(
        _ id: Identifier<Target>, _ indicator: Identifier<Indicator>, _ region: Identifier<Region>,
        beside other: Identifier<Region>, kind: TargetKind = .relative
    ) throws -> Target {
        let key = SeriesKey(indicator: indicator, region: region)
        return Target(
            id: id, series: key,
            terms: try TargetTerms(
                kind: kind, baseYear: 1999, targetYear: 2004,
                reference: TargetReference(of: key, indicator: nil, region: other, factor: 0.5)))
    }

    static func observation(
        _ year: Int, _ value: Double?, _ status: ObservationStatus = .normal
    ) throws -> Observation {
        let period = try #require(Period(year: year))
        return try #require(Observation(period: period, value: value, status: status))
    }

    static func series(
        _ indicator: Identifier<Indicator>, _ region: Identifier<Region>, _ observations: [Observation]
    ) -> Series {
        Series(key: SeriesKey(indicator: indicator, region: region), observations: observations)
    }

    static func moment(_ year: Int, _ day: String? = nil) throws -> EvaluationMoment {
        let day = try #require(CalendarDate(day ?? "\(year)-07-01"))
        return EvaluationMoment(asOfYear: year, day: day, time: Timestamp(microseconds: 0))
    }
}

extension Snapshot {
    /// All that was worked out, to be compared.
    var content: [AnyHashable] {
        [moment, observationCount, unknownSeries]
            + series.flatMap {
                [
                    $0.indicator, $0.region, $0.series, $0.newestIndex, $0.observationCount, $0.trend, $0.aggregate,
                    $0.rank, $0.nationShareRatio, $0.rankInParent, $0.parentShareRatio,
                ] as [AnyHashable]
            } + targets.flatMap { [$0.target, $0.indicator, $0.region, $0.gap] as [AnyHashable] }
    }
}
