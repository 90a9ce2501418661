import Evaluation
import Formats
import Foundation
import Indicators
import MosaicTestKit
import NIOCore
import Record
import Statistics
import Testing

@testable import Exposition

/// A small catalog and a snapshot of it, as of 2025. With further provinces it has a sample of every family.
enum Sample {
    /// What a snapshot was made of.
    static let origin = SnapshotOrigin(
        state: StateToken(record: UUID(), batch: 0, recorded: nil, sha256: nil),
        configured: Timestamp(microseconds: 0), timeZone: .gmt)

    static let regions = [
        Region(id: "CN", gbCode: "100000", name: ["en": "China", "zh": "中国"], kind: .nation),
        Region(
            id: "CN-NM", gbCode: "150000", name: ["en": "Inner \"Mongolia\"", "zh": "内蒙古"],
            kind: .autonomousRegion, clusters: ["NORTH"]),
        Region(id: "NORTH", gbCode: nil, name: ["en": "North", "zh": "北方"], kind: .cluster),
    ]

    static let indicators = [
        indicator("launches", "count", "Launches \\ flights", "发射", aggregation: .sum),
        indicator("power", "PFLOPS", "Computing power", "算力规模", dueMonths: 10, source: "Computing \"Index\""),
        indicator("area", "km²", "Area", "面积"),
    ]

    static func indicator(
        _ id: Identifier<Indicator>, _ unit: String, _ english: String, _ chinese: String,
        aggregation: Indicator.Aggregation = .none, dueMonths: Int? = nil, source: String? = nil
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": english, "zh": chinese],
            unit: UnitOfMeasure(known: unit) ?? UnitOfMeasure(standingAlone: unit), direction: .more, measure: .level,
            minimum: 0, aggregation: aggregation, dueMonths: dueMonths, source: source)
    }

    static func target(
        _ id: Identifier<Target>, _ region: Identifier<Region>, value: Double, attribute: String? = nil,
        source: String? = nil, milestones: [Milestone] = []
    ) throws -> Target {
        Target(
            id: id, series: SeriesKey(indicator: "power", region: region),
            terms: try TargetTerms(
                kind: .atLeast, path: .geometric, baseYear: 2018, targetYear: 2030, targetValue: value,
                milestones: milestones),
            attribute: attribute, source: source)
    }

    /// Provinces whose areas differ, and draw nearer to each other.
    static let provinces: [(region: Region, areas: [(year: Int, value: Double)])] = [
        (province("CN-GZ"), [(2020, 1), (2024, 2)]), (province("CN-NX"), [(2020, 3), (2024, 4)]),
        (province("CN-XZ"), [(2020, 4), (2024, 6)]),
    ]

    private static func province(_ id: Identifier<Region>) -> Region {
        Region(id: id, gbCode: nil, name: ["en": "\(id)", "zh": "\(id)省"], kind: .province)
    }

    /// A snapshot that has a sample of every family, of spread too.
    static func snapshotOfAll() throws -> Snapshot {
        let areas = try provinces.map { try series("area", $0.region.id, $0.areas) }
        let catalog = try catalog(provinces: provinces.map(\.region))
        return Evaluator(catalog: catalog).snapshot(of: try record() + areas, at: try moment())
    }

    static func catalog(targets: Bool = true, provinces: [Region] = []) throws -> Catalog {
        Catalog(
            regions: regions + provinces, indicators: indicators,
            targetRows: targets
                ? [
                    try target("cn-power", "CN", value: 400, attribute: "binding", source: "A plan,\nin lines"),
                    try target("nm-power", "CN-NM", value: 10),
                    try target(
                        "cn-way", "CN", value: 900,
                        milestones: [Milestone(year: 2020, value: 500), Milestone(year: 2026, value: 700)]),
                ] : [])
    }

    static func series(
        _ indicator: Identifier<Indicator>, _ region: Identifier<Region>, _ values: [(year: Int, value: Double)],
        _ status: ObservationStatus = .normal, recorded: Bool = false
    ) throws -> Series {
        let observations = try values.map { year, value in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value, status: status))
        }
        return Series(
            key: SeriesKey(indicator: indicator, region: region), observations: observations,
            recorded: recorded ? observations.indices.map { Timestamp(microseconds: Int64($0 + 1) * 500_000) } : [])
    }

    /// Growing, with a wobble, so that nothing is constant.
    static let grown = (2012...2025).map { (year: Int) -> (year: Int, value: Double) in
        (year, Double(16 * (year - 2011) + 7 * year % 5))
    }

    static func record() throws -> [Series] {
        [
            try series("area", "CN", [(2020, 7), (2021, 7), (2022, 7), (2023, 7), (2024, 7)]),
            try series("launches", "CN", grown), try series("launches", "CN-NM", [(2024, 3)], .estimated),
            try series("power", "CN", grown, recorded: true),
        ]
    }

    static func moment(asOfYear: Int = 2025) throws -> EvaluationMoment {
        let day = try #require(CalendarDate("2025-12-31"))
        return EvaluationMoment(asOfYear: asOfYear, day: day, time: Timestamp(microseconds: 1_767_139_200_000_000))
    }

    static func snapshot(
        targets: Bool = true, record: [Series]? = nil, asOfYear: Int = 2025
    ) throws -> Snapshot {
        Evaluator(catalog: try catalog(targets: targets)).snapshot(
            of: try record ?? Self.record(), at: try moment(asOfYear: asOfYear))
    }

    static func renderer(
        _ groups: Set<MetricGroup> = [.indicator, .trend, .target], limit: Int = 100_000, packSamples: Int = 8_000
    ) throws -> SnapshotRenderer {
        SnapshotRenderer(
            groups: groups, samplesLimit: limit, timeZone: try #require(TimeZone(identifier: "Asia/Shanghai")),
            threads: 2, packSamples: packSamples)
    }

    static func service() -> ServiceMetrics {
        var metrics = ServiceMetrics(
            version: "1.2.3", configReadTime: Timestamp(microseconds: 1_767_139_100_000_000), samplesLimit: 1000)
        metrics.isRecordReadable = true
        metrics.snapshotTime = Timestamp(microseconds: 1_767_139_200_000_000)
        metrics.lastSuccess = Timestamp(microseconds: 1_767_139_200_250_000)
        metrics.evaluationSeconds = 0.25
        metrics.evaluationSuccesses = 3
        metrics.evaluationFailures = 1
        metrics.unknownSeries = 2
        metrics.samplesLeftOut = 5
        var record = ServiceMetrics.Record()
        record.observations = 100
        record.vintages = 120
        record.batches = 7
        record.bytes = 65_536
        record.rows = [("new", 100), ("revised", 20)]
        record.files = [("backfill", 6), ("undo", 1)]
        metrics.record = record
        metrics.replicas = Replicas(counts: [.sync: 1, .async: 2], risk: nil)
        metrics.secondsBehind = 0.5
        metrics.inbox = InboxCounts(
            files: [("waiting", 2), ("failed", 1)], oldestWaiting: Timestamp(microseconds: 1_767_139_000_000_000))
        var backup = UnitOutcome(unit: "mosaic-backup")
        (backup.success, backup.failure) = (1_767_138_000, 1_767_052_000)
        metrics.outcomes = [backup]
        return metrics
    }
}

/// An exposition, read again.
struct Exposed {
    struct Sample {
        let name: String
        let labels: String
        let value: Double
    }

    let text: String
    let samples: [Sample]
    /// The names behind `# TYPE`, in their order.
    let families: [String]

    init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n")
        families = lines.filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) }
        samples = lines.filter { !$0.hasPrefix("#") }.map { line in
            let name = line.prefix { $0 != "{" && $0 != " " }
            let value = line[(line.lastIndex(of: " ") ?? line.startIndex)...].dropFirst()
            return Sample(
                name: String(name), labels: String(line.dropFirst(name.count).dropLast(value.count + 1)),
                value: Double(value) ?? .nan)
        }
    }

    func samples(_ name: String, _ label: String = "") -> [Sample] {
        samples.filter { $0.name == name && (label.isEmpty || $0.labels.contains(label)) }
    }
}

/// What is rendered, as tests look at it.
protocol RenderedBytes {
    func plain(_ form: ExpositionForm) -> [UInt8]
}

extension RenderedBytes {
    var text: [UInt8] { plain(ExpositionForm(.text, gzipped: false)) }
    var openMetrics: [UInt8] { plain(ExpositionForm(.openMetrics, gzipped: false)) }
    /// The text form, read again.
    var exposed: Exposed { Exposed(text) }
}

extension RenderedMetrics: RenderedBytes {
    func plain(_ form: ExpositionForm) -> [UInt8] { Array(buffer(form).readableBytesView) }
}

extension RenderedSnapshot: RenderedBytes {
    func plain(_ form: ExpositionForm) -> [UInt8] { (try? bytes(form))?.whole ?? [] }
}

extension FormBytes {
    /// The bytes of all parts.
    var whole: [UInt8] { parts.flatMap { Array($0.readableBytesView) } }

    /// What they hold; nil: they are packed, and not well.
    func content(_ form: ExpositionForm) -> [UInt8]? { form.isGzipped ? gunzip(whole)?.flatMap { $0 } : whole }
}

extension SnapshotRenderer {
    /// A snapshot that is the first.
    func render(_ snapshot: Snapshot) throws -> (metrics: RenderedSnapshot, samplesLeftOut: Int) {
        let rendered = try render(snapshot, at: snapshot.moment.time)
        return (rendered, rendered.samplesLeftOut)
    }
}
