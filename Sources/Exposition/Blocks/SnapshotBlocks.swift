// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Evaluation
internal import Formats
internal import Indicators
internal import Threads

/// What is written of a snapshot, in groups: one an indicator, in the catalog's order, and a last one of the regions.
///
/// A group depends on its indicator's series and targets alone. So a change makes again what it touches, and the bytes are
/// the same as if all had been made.
struct SnapshotBlocks: Sendable {
    let renderer: SnapshotRenderer
    let snapshot: Snapshot
    /// The targets in force by indicator, in the catalog's order.
    private let targets: [[TargetEvaluation]]
    /// How regions differ, by indicator; nil where it is not served.
    private let spreads: [SpreadHistory?]
    /// The samples of each group that may be left out, and of those that may not.
    private var counts: [GroupCount] = []
    /// Whether the series of an indicator are left out for the limit.
    private var isLeftOut: [Bool] = []
    /// The groups whose blocks are not those of the snapshot before; nil: none before was of this catalog and rendered alike.
    private(set) var changes: [Int]?

    private struct GroupCount {
        var series = 0
        var fixed = 0
    }

    /// Chooses what is served. Counts that did not change are those of `previous`.
    init(_ snapshot: Snapshot, by renderer: SnapshotRenderer, after previous: SnapshotBlocks?) {
        self.renderer = renderer
        self.snapshot = snapshot
        let indicators = snapshot.catalog.indicators
        var targets = [[TargetEvaluation]](repeating: [], count: indicators.count)
        for target in snapshot.targets {
            guard let position = snapshot.catalog.position(of: target.indicator.id) else { continue }
            targets[position].append(target)
        }
        self.targets = targets
        spreads = renderer.groups.contains(.spread) ? snapshot.spreads() : indicators.map { _ in nil }
        let old = previous.flatMap { $0.renderer == renderer && snapshot.isOfCatalog(of: $0.snapshot) ? $0 : nil }
        let shared = old.map(sharedGroups) ?? []
        let new = indicators.indices.filter { !shared.contains($0) }
        let unlimited = self
        let counted = ParallelMap.results(new.count, threads: renderer.threads, name: "exposition", tools: 0) {
            index, _ in unlimited.count(new[index])
        }.results
        counts = old?.counts ?? indicators.map { _ in GroupCount() }
        for (group, count) in zip(new, counted) { counts[group] = count }
        var total = counts.reduce(snapshot.catalog.regions.count) { $0 + $1.series + $1.fixed }
        var isLeftOut = [Bool](repeating: false, count: indicators.count)
        for group in indicators.indices.reversed() where total > renderer.samplesLimit && targets[group].isEmpty {
            isLeftOut[group] = counts[group].series > 0
            total -= counts[group].series
        }
        self.isLeftOut = isLeftOut
        changes = old.map { old in
            indicators.indices.filter { !shared.contains($0) || isLeftOut[$0] != old.isLeftOut[$0] }
        }
    }

    /// How many samples are served.
    var samples: Int {
        counts.reduce(snapshot.catalog.regions.count) { $0 + $1.series + $1.fixed } - samplesLeftOut
    }

    /// How many samples are left out for the limit.
    var samplesLeftOut: Int { zip(counts, isLeftOut).reduce(0) { $0 + ($1.1 ? $1.0.series : 0) } }

    /// The indicators whose series are left out for the limit, in the catalog's order.
    var indicatorsLeftOut: [Identifier<Indicator>] {
        zip(snapshot.catalog.indicators, isLeftOut).filter(\.1).map(\.0.id)
    }

    /// How many groups there are.
    var count: Int { targets.count + 1 }

    /// The head of each family in a format.
    static func heads(as format: ExpositionFormat) -> [[UInt8]] {
        families.map {
            MetricWriter.head(of: $0.name, type: $0.type, unit: $0.unit, help: $0.help, as: format)
        }
    }

    /// The blocks of a group, one a family, one after the other; and where each ends.
    ///
    /// - Parameter filter: what is written; an indicator that it leaves out is not asked for.
    func write(
        _ group: Int, as format: ExpositionFormat, of filter: ExpositionFilter = ExpositionFilter()
    ) -> (bytes: [UInt8], ends: [Int]) {
        var writer = MetricWriter(format: format)
        var ends: [Int] = []
        ends.reserveCapacity(Self.families.count)
        func family(_ family: MetricFamily, _ body: (inout MetricWriter) -> Void) {
            if filter.includes(Self.groups[ends.count]) {
                writer.goOn(with: family.name, type: family.type)
                body(&writer)
            }
            ends.append(writer.count)
        }
        let isIndicator = group < targets.count
        let calendar = renderer.calendar
        let series = isIndicator && !isLeftOut[group] ? labelledSeries(group, filter.regions) : []
        for entry in SeriesFamily.table {
            family(entry.family) { writer in
                for one in series where renderer.isServed(entry, isAsked: one.isAsked) {
                    entry.emit(one.series, calendar) { value, more in
                        if let value { writer.sample(value, labels: one.labels(entry.hasUnit), more) }
                    }
                }
            }
        }
        let targets = isIndicator && renderer.groups.contains(.target) ? labelledTargets(group, filter.regions) : []
        for entry in TargetFamily.table {
            family(entry.family) { writer in
                for one in targets {
                    entry.emit(one.target, calendar) { value, more in
                        if let value { writer.sample(value, labels: one.labels(entry.hasUnit), more) }
                    }
                }
            }
        }
        let spread = isIndicator && !isLeftOut[group] ? spreads[group] : nil
        for entry in SpreadFamily.table {
            family(entry.family) { writer in
                guard let spread, let value = entry.value(spread) else { return }
                writer.sample(value, labels: SpreadFamily.labels(of: spread))
            }
        }
        let catalog = snapshot.catalog
        family(InfoFamilies.indicator) { writer in
            guard isIndicator else { return }
            let labels = InfoFamilies.labels(of: catalog.indicators[group], in: renderer.languages)
            writer.sample(1, labels: labels)
        }
        family(InfoFamilies.region) { writer in
            guard !isIndicator else { return }
            for (region, parent) in zip(catalog.regions, catalog.regionTree.parents)
            where filter.regions?.contains(region.id) ?? true {
                let labels = InfoFamilies.labels(
                    of: region, in: parent.map { catalog.regions[$0] }, languages: renderer.languages)
                writer.sample(1, labels: labels)
            }
        }
        family(InfoFamilies.target) { writer in
            for one in targets { writer.sample(1, labels: InfoFamilies.labels(of: one.target.target)) }
        }
        return (writer.part(), ends)
    }

    /// The families in the order in which ``write(_:as:of:)`` has them.
    private static let families =
        SeriesFamily.table.map(\.family) + TargetFamily.table.map(\.family) + SpreadFamily.table.map(\.family)
        + InfoFamilies.table
    /// Of which group each is.
    static let groups =
        SeriesFamily.table.map { CollectedGroup($0.group) } + TargetFamily.table.map { _ in .target }
        + SpreadFamily.table.map { _ in .spread }
        + InfoFamilies.table.map { $0 == InfoFamilies.target ? .target : .info }

    /// The indicators whose series, targets and spread are those of another snapshot of the catalog.
    private func sharedGroups(with other: SnapshotBlocks) -> Set<Int> {
        let series = snapshot.sharedIndicators(with: other.snapshot)
        return series.filter { targets[$0] == other.targets[$0] && spreads[$0] == other.spreads[$0] }
    }

    private func count(_ group: Int) -> GroupCount {
        var count = GroupCount(fixed: 1)
        let calendar = renderer.calendar
        let asked = Set(targets[group].map(\.target.series.region))
        for series in snapshot.evaluations(ofIndicatorAt: group) {
            let isAsked = asked.contains(series.region.id)
            for entry in SeriesFamily.table where renderer.isServed(entry, isAsked: isAsked) {
                entry.emit(series, calendar) { value, _ in count.series += value == nil ? 0 : 1 }
            }
        }
        if let spread = spreads[group] { count.series += SpreadFamily.table.count { $0.value(spread) != nil } }
        for target in targets[group] where renderer.groups.contains(.target) {
            count.fixed += 1
            for entry in TargetFamily.table {
                entry.emit(target, calendar) { value, _ in count.fixed += value == nil ? 0 : 1 }
            }
        }
        return count
    }

    private struct LabelledSeries {
        let series: SeriesEvaluation
        let isAsked: Bool
        let plain: LabelSet
        let withUnit: LabelSet

        func labels(_ hasUnit: Bool) -> LabelSet { hasUnit ? withUnit : plain }
    }

    private func labelledSeries(_ group: Int, _ regions: Set<Identifier<Region>>?) -> [LabelledSeries] {
        let asked = Set(targets[group].map(\.target.series.region))
        let unit = snapshot.catalog.indicators[group].unit.symbol
        return snapshot.evaluations(ofIndicatorAt: group).compactMap { series in
            let key = series.series.key
            guard regions?.contains(key.region) ?? true else { return nil }
            let plain: LabelSet = ["indicator": key.indicator.rawValue, "region": key.region.rawValue]
            var withUnit = plain
            withUnit.append("unit", unit)
            return LabelledSeries(
                series: series, isAsked: asked.contains(key.region), plain: plain, withUnit: withUnit)
        }
    }

    private struct LabelledTarget {
        let target: TargetEvaluation
        let plain: LabelSet
        let withUnit: LabelSet

        func labels(_ hasUnit: Bool) -> LabelSet { hasUnit ? withUnit : plain }
    }

    private func labelledTargets(_ group: Int, _ regions: Set<Identifier<Region>>?) -> [LabelledTarget] {
        targets[group].compactMap { target in
            let key = target.target.series
            guard regions?.contains(key.region) ?? true else { return nil }
            let plain: LabelSet = [
                "indicator": key.indicator.rawValue, "region": key.region.rawValue, "target": target.target.id.rawValue,
            ]
            var withUnit = plain
            withUnit.append("unit", target.indicator.unit.symbol)
            return LabelledTarget(target: target, plain: plain, withUnit: withUnit)
        }
    }
}
