// On the hot path: benchmark `scrape` in Benchmarks/.

public import Evaluation
public import Formats
public import Foundation
public import Indicators

/// Turns a snapshot into the bytes that Prometheus scrapes: a pure function.
public struct SnapshotRenderer: Sendable {
    /// The groups of families that are served. With that of targets, a series that has a target has its forecast served too.
    public let groups: Set<MetricGroup>
    /// The most samples. Above it whole indicators are left out, the catalog's last first, but none that has a target.
    public let samplesLimit: Int
    /// The languages, beside English and Chinese, in which indicators and regions have a label.
    public let languages: [LanguageTag]
    private let calendar: DueCalendar

    /// Makes a renderer.
    ///
    /// - Parameter timeZone: the zone whose midnight ends a year, for due dates.
    public init(groups: Set<MetricGroup>, samplesLimit: Int, languages: [LanguageTag] = [], timeZone: TimeZone) {
        self.groups = groups
        self.samplesLimit = samplesLimit
        self.languages = languages
        self.calendar = DueCalendar(timeZone: timeZone)
    }

    /// The exposition of a snapshot, and how many samples were left out for the limit.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func render(_ snapshot: Snapshot) throws(FormatsError) -> (metrics: RenderedMetrics, samplesLeftOut: Int) {
        let (served, spreads, leftOut) = choose(snapshot)
        let text = write(snapshot, series: served, spreads, as: .text)
        let openMetrics = write(snapshot, series: served, spreads, as: .openMetrics)
        return (try RenderedMetrics(text: text, openMetrics: openMetrics), leftOut)
    }

    /// The series and spreads that are served, and the number of samples of those that are not.
    private func choose(
        _ snapshot: Snapshot
    ) -> (series: [SeriesEvaluation], spreads: [SpreadHistory], samplesLeftOut: Int) {
        let asked = Set(snapshot.targets.map(\.target.series))
        var counts: [Identifier<Indicator>: Int] = [:]
        for series in snapshot.series {
            counts[series.indicator.id, default: 0] += sampleCount(series, isAsked: asked.contains(series.series.key))
        }
        let spreads = groups.contains(.spread) ? snapshot.spreads() : []
        for spread in spreads {
            counts[spread.indicator, default: 0] += SpreadFamily.table.count { $0.value(spread) != nil }
        }
        var total = counts.values.reduce(0, +) + fixedSampleCount(snapshot)
        let protected = Set(snapshot.targets.map(\.indicator.id))
        var leftOut: Set<Identifier<Indicator>> = []
        var samplesLeftOut = 0
        for indicator in snapshot.catalog.indicators.reversed() where total > samplesLimit {
            guard !protected.contains(indicator.id), let count = counts[indicator.id] else { continue }
            leftOut.insert(indicator.id)
            samplesLeftOut += count
            total -= count
        }
        return (
            snapshot.series.filter { !leftOut.contains($0.indicator.id) },
            spreads.filter { !leftOut.contains($0.indicator) }, samplesLeftOut
        )
    }

    private func isServed(_ family: SeriesFamily, isAsked: Bool) -> Bool {
        groups.contains(family.group) || family.group == .forecast && isAsked && groups.contains(.target)
    }

    private func sampleCount(_ series: SeriesEvaluation, isAsked: Bool) -> Int {
        var count = 0
        for family in SeriesFamily.table where isServed(family, isAsked: isAsked) {
            family.emit(series, calendar) { value, _ in count += value == nil ? 0 : 1 }
        }
        return count
    }

    private func fixedSampleCount(_ snapshot: Snapshot) -> Int {
        var count = snapshot.catalog.indicators.count + snapshot.catalog.regions.count
        guard groups.contains(.target) else { return count }
        count += snapshot.targets.count
        for target in snapshot.targets {
            for family in TargetFamily.table {
                family.emit(target, calendar) { value, _ in count += value == nil ? 0 : 1 }
            }
        }
        return count
    }

    private func write(
        _ snapshot: Snapshot, series: [SeriesEvaluation], _ spreads: [SpreadHistory], as format: ExpositionFormat
    ) -> MetricWriter {
        var writer = MetricWriter(format: format)
        let asked = Set(snapshot.targets.map(\.target.series))
        let labelled = series.map { series in
            let key = series.series.key
            let plain: LabelSet = ["indicator": key.indicator.rawValue, "region": key.region.rawValue]
            var withUnit = plain
            withUnit.append("unit", series.indicator.unit.symbol)
            return (series: series, plain: plain, withUnit: withUnit, isAsked: asked.contains(key))
        }
        for family in SeriesFamily.table {
            writer.begin(family.family)
            for entry in labelled where isServed(family, isAsked: entry.isAsked) {
                let labels = family.hasUnit ? entry.withUnit : entry.plain
                family.emit(entry.series, calendar) { value, more in
                    if let value { writer.sample(value, labels: labels, more) }
                }
            }
        }
        if groups.contains(.target) { write(snapshot.targets, to: &writer) }
        write(spreads, to: &writer)
        writer.begin(InfoFamilies.indicator)
        for indicator in snapshot.catalog.indicators {
            writer.sample(1, labels: InfoFamilies.labels(of: indicator, in: languages))
        }
        writer.begin(InfoFamilies.region)
        let regions = snapshot.catalog.regions
        for (region, parent) in zip(regions, snapshot.catalog.regionTree.parents) {
            let labels = InfoFamilies.labels(of: region, in: parent.map { regions[$0] }, languages: languages)
            writer.sample(1, labels: labels)
        }
        if groups.contains(.target) {
            writer.begin(InfoFamilies.target)
            for target in snapshot.targets { writer.sample(1, labels: InfoFamilies.labels(of: target.target)) }
        }
        return writer
    }

    private func write(_ spreads: [SpreadHistory], to writer: inout MetricWriter) {
        for family in SpreadFamily.table {
            writer.begin(family.family)
            for spread in spreads {
                guard let value = family.value(spread) else { continue }
                writer.sample(
                    value, labels: ["indicator": spread.indicator.rawValue, "level": spread.level?.name ?? ""])
            }
        }
    }

    private func write(_ targets: [TargetEvaluation], to writer: inout MetricWriter) {
        let labelled = targets.map { target in
            let key = target.target.series
            let plain: LabelSet = [
                "indicator": key.indicator.rawValue, "region": key.region.rawValue, "target": target.target.id.rawValue,
            ]
            var withUnit = plain
            withUnit.append("unit", target.indicator.unit.symbol)
            return (target: target, plain: plain, withUnit: withUnit)
        }
        for family in TargetFamily.table {
            writer.begin(family.family)
            for entry in labelled {
                let labels = family.hasUnit ? entry.withUnit : entry.plain
                family.emit(entry.target, calendar) { value, more in
                    if let value { writer.sample(value, labels: labels, more) }
                }
            }
        }
    }
}

extension MetricWriter {
    /// Begins a family of the table.
    mutating func begin(_ family: MetricFamily) {
        beginFamily(family.name, type: family.type, unit: family.unit, help: family.help)
    }
}
