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
    /// How many threads render, with the caller's. Their number changes no byte.
    let threads: Int
    private let timeZone: TimeZone

    /// Makes a renderer.
    ///
    /// - Parameters:
    ///   - languages: those of the titles beside English and Chinese.
    ///   - timeZone: the zone whose midnight ends a year, for due dates.
    ///   - threads: how many threads render, with the caller's.
    public init(
        groups: Set<MetricGroup>, samplesLimit: Int, languages: [LanguageTag] = [], timeZone: TimeZone,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
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
        for wanted in previous?.wanted(at: time) ?? [] {
            let bytes =
                if let changes = blocks.changes, let old = wanted.bytes {
                    try blocks.bytes(wanted.form, changing: changes, of: old)
                } else {
                    try blocks.bytes(wanted.form)
                }
            made.append(RenderedSnapshot.Wanted(form: wanted.form, bytes: bytes, lastAsked: wanted.lastAsked))
        }
        return RenderedSnapshot(
            samples: blocks.samples, samplesLeftOut: blocks.samplesLeftOut, blocks: blocks, made: made,
            make: { form throws(FormatsError) in try blocks.bytes(form) })
    }

    /// Whether a family is served of a series; of one that a target asks about, the forecast is.
    func isServed(_ family: SeriesFamily, isAsked: Bool) -> Bool {
        groups.contains(family.group) || family.group == .forecast && isAsked && groups.contains(.target)
    }
}

extension MetricWriter {
    /// Begins a family of the table.
    mutating func begin(_ family: MetricFamily) {
        beginFamily(family.name, type: family.type, unit: family.unit, help: family.help)
    }
}
