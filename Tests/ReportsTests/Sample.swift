import Evaluation
import Formats
import Indicators
import Record
import Statistics
import Testing

/// A snapshot of one series and one target, and what a record says.
enum Sample {
    static let key = SeriesKey(indicator: "power", region: "CN")

    static func snapshot() throws -> Snapshot {
        let catalog = Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation)
            ],
            indicators: [
                Indicator(
                    id: "power", title: ["en": "Power", "zh": "算力"], unit: try unit(),
                    direction: .more,
                    measure: .level)
            ],
            targetRows: [
                Target(
                    id: "t", series: key, terms: try TargetTerms(kind: .atLeast, targetYear: 2030, targetValue: 1000))
            ])
        let series = Series(key: key, observations: try JSONKeyTests.observations())
        let day = try #require(CalendarDate("2026-01-01"))
        return Evaluator(catalog: catalog).snapshot(
            of: [series], at: EvaluationMoment(asOfYear: 2026, day: day, time: Timestamp(microseconds: 0)))
    }

    static func unit() throws -> UnitOfMeasure { try #require(UnitOfMeasure(known: "PFLOPS")) }

    static func figure(value: Double?, status: ObservationStatus = .normal, note: String? = nil) throws -> Figure {
        let period = try #require(Period(year: 2025))
        return Figure(
            series: key,
            observation: try #require(Observation(period: period, value: value, status: status, bound: .over)),
            published: try #require(CalendarDate("2026-03-01")), batch: 7, recorded: Timestamp(microseconds: 1_500_000),
            source: "CGTN, a \"mosaic\"", note: note)
    }

    static func text(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
