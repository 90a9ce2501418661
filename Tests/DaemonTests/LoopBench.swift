import Config
import Exposition
import Formats
import Foundation
import Indicators
import Logging
import MosaicTestKit
import NIOCore
import Record
import Statistics
import Synchronization
import Testing

@testable import Daemon

/// A loop on a record of its own, with a clock that a test sets.
final class LoopBench {
    static let key = SeriesKey(indicator: "power", region: "CN")

    let folder: URL
    let publication = Publication()
    /// What was logged.
    let log = KeptLog()
    var now: Timestamp
    private let keeper: NaiveRecordKeeper
    /// The record as the service has it.
    let served: ServedRecord
    private var loop: EvaluationLoop

    /// - Parameter isRestless: whether somebody else commits after every call of the loop.
    init(
        schedule: EvaluationSchedule = .every(.seconds(3600)), at time: String = "2026-03-01T04:00:00Z",
        isRestless: Bool = false, samplesLimit: Int = 100_000
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "mosaic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        now = try #require(Timestamp(time))
        var settings = Settings(besideFile: folder.appending(path: "mosaicd.yaml").path)
        settings.schedule = schedule
        settings.samplesLimit = samplesLimit
        keeper = NaiveRecordKeeper { isRestless ? RestlessRecord($0) { Self.commit(to: $0) } : $0 }
        served = try ServedRecord(at: Self.place, of: keeper)
        loop = EvaluationLoop(
            record: served, configuration: MosaicConfiguration(settings: settings, catalog: try Self.catalog()),
            publication: publication,
            metrics: ServiceMetrics(version: "1", configReadTime: now, samplesLimit: settings.samplesLimit),
            outcomes: { [folder] in UnitOutcomes(folder: folder.path).known },
            log: Logger(label: "test") { [log] _ in log })
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func catalog() throws -> Catalog {
        func target(_ id: Identifier<Target>, _ value: Double, year: Int) throws -> Target {
            Target(
                id: id, series: key,
                terms: try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: year, targetValue: value))
        }
        return Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation)
            ],
            indicators: [
                Indicator(
                    id: "power", title: ["en": "Power", "zh": "算力"],
                    unit: UnitOfMeasure(standingAlone: "PFLOPS"), direction: .more, measure: .level),
                Indicator(
                    id: "area", title: ["en": "Area", "zh": "面积"], unit: UnitOfMeasure(standingAlone: "km²"),
                    direction: .more, measure: .level),
            ], targetRows: [try target("missed", 100, year: 2025), try target("behind", 1000, year: 2030)])
    }

    /// What a step says, at a time that is later by so many seconds.
    ///
    /// - Parameter taking: how many seconds an evaluation takes.
    func step(after seconds: Double = 0, taking: Double = 0) throws -> String? {
        now = now.advanced(by: .seconds(seconds))
        var isBegun = false
        return try loop.step {
            if isBegun { now = now.advanced(by: .seconds(taking)) }
            isBegun = true
            return now
        }
    }

    /// What systemd would be told.
    var status: String? { loop.status }

    /// Why the record's server is waited for.
    var awaited: RecordFailure? { loop.awaited }

    /// Whether a step would find something.
    var isAwaited: Bool { loop.isAwaited }

    func reload(path: String) {
        loop.reload(path: path, at: now)
    }

    private static let place = "naive"

    /// The record that has the name now.
    var record: NaiveRecord { keeper.record(at: Self.place) }

    /// Gives the name to an empty record.
    func replaceRecord() { keeper.replaceRecord(at: Self.place) }

    /// Whether the service reads the record, as others are told.
    var isReading: Bool? { keeper.service(ofRecordAt: Self.place)?.isReading }

    /// Records a figure, as another process would.
    func record(year: Int, value: Double, indicator: Identifier<Indicator> = "power") throws {
        try Self.record(year: year, value: value, indicator: indicator, in: record, at: now)
    }

    /// Records the figure of a year that none was recorded of.
    private static func commit(to store: any RecordStore) {
        guard let count = try? store.batches().count else { return }
        try? record(year: 1900 + count, value: 1, indicator: "power", in: store, at: .noon)
    }

    private static func record(
        year: Int, value: Double, indicator: Identifier<Indicator>, in store: any RecordStore, at now: Timestamp
    ) throws {
        let row = StatementBuffer.Row(
            series: 0, period: try #require(Period(year: year)),
            content: .figure(value: value, status: .normal, bound: .equal), published: nil, source: 0, note: -1,
            location: RowLocation(line: 2, field: 3)
        )
        let buffer = StatementBuffer(
            series: [SeriesKey(indicator: indicator, region: "CN")], texts: ["test"], rows: [row])
        // Other bytes for other figures: they are no file that is recorded already.
        let digest = Array(("\(indicator) \(year) \(value)" + String(repeating: " ", count: 32)).utf8.prefix(32))
        let draft = BatchDraft(
            input: BatchInput(file: "test.csv", sha256: digest, reading: "csv"), isRetraction: false,
            recordedBy: "test", timeZone: .gmt, allowed: [.revision])
        try TestClock.at(now) { _ = try store.append(draft, buffer, dryRun: false) }
    }

    /// Lets nobody read the record any more, though it tells its state.
    func breakRecord() { record.failReading(with: .inputOutput(place: "naive", why: "a page can't be read")) }

    /// The snapshot's families that are served now.
    var servedSnapshot: String {
        let parts = try? publication.current.evaluated?.metrics.bytes(Self.text).parts
        return parts?.map { String(buffer: $0) }.joined() ?? ""
    }

    private static let text = ExpositionForm(.text, gzipped: false)

    /// The value of a sample that is served now; nil: it is absent.
    func served(_ sample: String) -> Double? {
        let text = servedSnapshot + (publication.current.service.map { String(buffer: $0.buffer(Self.text)) } ?? "")
        return text.split(separator: "\n").first { $0.hasPrefix(sample + " ") }.flatMap {
            Double($0.dropFirst(sample.count + 1))
        }
    }
}
