public import Evaluation
public import Formats
public import Foundation
public import Indicators

/// Turns a snapshot into the bytes that Prometheus scrapes: a pure function.
public struct SnapshotRenderer: Hashable, Sendable {
    /// The groups of families that are served. With that of targets, a series that has a target has its forecast served too.
    public let groups: Set<MetricGroup>
    /// The most samples. Above it whole indicators are left out, the catalog's last first, but none that has a target.
    public let samplesLimit: Int
    /// The languages of the titles beside English and Chinese.
    public let languages: [LanguageTag]
    /// The indicators that are served; nil: all of the snapshot's.
    public let indicators: Set<Identifier<Indicator>>?
    /// How many threads render, with the caller's. Their number changes no byte.
    let threads: Int
    /// From so many samples on a gzip member's indicators end. Many small members pack badly, and cost who unpacks them. The
    /// indicators of a large one are all packed again when one of them changes.
    let packSamples: Int
    private let timeZone: TimeZone

    /// Makes a renderer.
    ///
    /// - Parameters:
    ///   - languages: those of the titles beside English and Chinese.
    ///   - indicators: those that are served; nil: all.
    ///   - timeZone: the zone whose midnight ends a year, for due dates.
    ///   - threads: how many threads render, with the caller's.
    public init(
        groups: Set<MetricGroup>, samplesLimit: Int, languages: [LanguageTag] = [],
        indicators: Set<Identifier<Indicator>>? = nil, timeZone: TimeZone,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.init(
            groups: groups, samplesLimit: samplesLimit, languages: languages, indicators: indicators,
            timeZone: timeZone, threads: threads, packSamples: 8_000)
    }

    /// Makes a renderer with gzip members of a size.
    init(
        groups: Set<MetricGroup>, samplesLimit: Int, languages: [LanguageTag] = [],
        indicators: Set<Identifier<Indicator>>? = nil, timeZone: TimeZone, threads: Int, packSamples: Int
    ) {
        self.indicators = indicators
        self.packSamples = packSamples
        self.groups = groups
        self.samplesLimit = samplesLimit
        self.languages = languages
        self.timeZone = timeZone
        self.threads = threads
    }

    /// The zone's due dates.
    var calendar: DueCalendar { DueCalendar(timeZone: timeZone) }

    /// The exposition of a snapshot.
    ///
    /// It has at once the forms that were asked of the one before, and of that the blocks that the change does not touch.
    /// - Parameters:
    ///   - previous: what was served before.
    ///   - time: now, as forms are forgotten that nobody has asked for long.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func render(
        _ snapshot: Snapshot, after previous: RenderedSnapshot? = nil, at time: Timestamp
    ) throws(FormatsError) -> RenderedSnapshot {
        let blocks = SnapshotBlocks(snapshot, by: self, after: previous?.blocks)
        var made: [RenderedSnapshot.Wanted] = []
        var change = BlockChange(blocks)
        for one in previous?.wanted(at: time) ?? [] {
            let bytes =
                if let changed = try change?.applied(to: one.bytes, in: one.form) {
                    changed
                } else {
                    try blocks.bytes(
                        one.form, beside: made.compactMap { other in other.bytes.map { (other.form, $0) } })
                }
            made.append(RenderedSnapshot.Wanted(form: one.form, bytes: bytes, lastAsked: one.lastAsked))
        }
        return RenderedSnapshot(
            samples: blocks.samples, samplesLeftOut: blocks.samplesLeftOut, blocks: blocks, made: made,
            make: { form, others throws(FormatsError) in try blocks.bytes(form, beside: others) })
    }

    /// Of which series the families of a group are served; the forecast of those that a target asks about.
    func service(of group: MetricGroup) -> Service {
        groups.contains(group) ? .all : group == .forecast && groups.contains(.target) ? .asked : .none
    }

    /// Of which series a family is served.
    enum Service {
        case all
        /// Of those that a target asks about.
        case asked
        case none
    }
}

extension MetricWriter {
    /// Begins a family of the table.
    mutating func begin(_ family: MetricFamily) {
        begin(family.head(as: format))
    }
}
