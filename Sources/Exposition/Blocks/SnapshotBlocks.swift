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
    /// Whether an indicator is served; one that is not is there for others, which need it.
    private let isServed: [Bool]
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
        isServed = indicators.map { renderer.indicators?.contains($0.id) ?? true }
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

    /// How many samples a group has, with those that are left out.
    func samples(of group: Int) -> Int {
        group < counts.count ? counts[group].series + counts[group].fixed : snapshot.catalog.regions.count
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
        families.map { $0.head(as: format).bytes }
    }

    /// The blocks of a group, one a family. They are the same in both formats, as all families are gauges and infos.
    ///
    /// - Parameter filter: what is written; an indicator that it leaves out is not asked for.
    func write(_ group: Int, of filter: ExpositionFilter = ExpositionFilter()) -> GroupBytes {
        var writer = MetricWriter(format: .text, capacity: samples(of: group) * Self.sampleBytes)
        var ends: [Int] = []
        ends.reserveCapacity(Self.families.count)
        func family(_ body: (inout MetricWriter) -> Void) {
            if filter.includes(Self.groups[ends.count]) {
                writer.goOn(with: Self.names[ends.count], type: Self.types[ends.count])
                body(&writer)
            }
            ends.append(writer.count)
        }
        func none(_ count: Int) { ends.append(contentsOf: repeatElement(writer.count, count: count)) }
        let isIndicator = group < targets.count
        if isIndicator, !isServed[group] {
            none(Self.families.count)
            return GroupBytes(bytes: writer.part(), ends: ends)
        }
        if isIndicator, !isLeftOut[group], let series = seriesSamples(group, filter.regions) {
            for entry in SeriesFamily.table.indices { family { series.write(entry, to: &$0) } }
        } else {
            none(SeriesFamily.table.count)
        }
        let targets = isIndicator && renderer.groups.contains(.target) ? asked(group, filter.regions) : []
        if let samples = targetSamples(targets) {
            for entry in TargetFamily.table.indices { family { samples.write(entry, to: &$0) } }
        } else {
            none(TargetFamily.table.count)
        }
        if let spread = isIndicator && !isLeftOut[group] ? spreads[group] : nil {
            for entry in SpreadFamily.table {
                family { writer in
                    if let value = entry.value(spread) { writer.sample(value, labels: SpreadFamily.labels(of: spread)) }
                }
            }
        } else {
            none(SpreadFamily.table.count)
        }
        let catalog = snapshot.catalog
        family { writer in
            guard isIndicator else { return }
            let labels = InfoFamilies.labels(of: catalog.indicators[group], in: renderer.languages)
            writer.sample(1, labels: labels)
        }
        family { writer in
            guard !isIndicator else { return }
            for (region, parent) in zip(catalog.regions, catalog.regionTree.parents)
            where filter.regions?.contains(region.id) ?? true {
                let labels = InfoFamilies.labels(
                    of: region, in: parent.map { catalog.regions[$0] }, languages: renderer.languages)
                writer.sample(1, labels: labels)
            }
        }
        family { writer in
            for one in targets { writer.sample(1, labels: InfoFamilies.labels(of: one.target)) }
        }
        return GroupBytes(bytes: writer.part(), ends: ends)
    }

    /// How many bytes a sample has, or a few less: room that is there at once is not made bit by bit.
    private static let sampleBytes = 96

    /// The families in the order in which ``write(_:of:)`` has them.
    private static let families =
        SeriesFamily.table.map(\.family) + TargetFamily.table.map(\.family) + SpreadFamily.table.map(\.family)
        + InfoFamilies.table
    /// The names of their samples.
    private static let names = families.map { Array($0.sampleName.utf8) }
    private static let types = families.map(\.type)
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
        guard isServed[group] else { return GroupCount() }
        var count = GroupCount(fixed: 1)
        count.series = seriesSamples(group, isLabelled: false)?.count ?? 0
        if let spread = spreads[group] { count.series += SpreadFamily.table.count { $0.value(spread) != nil } }
        if renderer.groups.contains(.target) {
            count.fixed += targets[group].count + (targetSamples(targets[group], isLabelled: false)?.count ?? 0)
        }
        return count
    }

    /// The samples of a group's series; nil if it has none. Who only counts them wants no labels.
    private func seriesSamples(
        _ group: Int, _ regions: Set<Identifier<Region>>? = nil, isLabelled: Bool = true
    ) -> SampleColumns? {
        let series = snapshot.evaluations(ofIndicatorAt: group)
        guard !series.isEmpty else { return nil }
        let asked = Set(targets[group].map(\.target.series.region))
        let unit = snapshot.catalog.indicators[group].unit
        let calendar = renderer.calendar
        let readings = SeriesFamily.table.map { ($0.reading, renderer.service(of: $0.group)) }
        var samples = SampleColumns(SeriesFamily.table.map { ($0.more, $0.hasUnit) }, rows: series.count)
        for evaluation in series {
            let key = evaluation.series.key
            guard regions?.contains(key.region) ?? true else { continue }
            samples.addRow()
            if isLabelled {
                samples.label(["indicator": key.indicator.rawValue, "region": key.region.rawValue], unit)
            }
            let isAsked = asked.contains(key.region)
            for entry in readings.indices where readings[entry].1 == .all || readings[entry].1 == .asked && isAsked {
                samples.set(entry, readings[entry].0, of: evaluation, calendar)
            }
        }
        return samples
    }

    /// The targets of a group that are in some regions; nil: in all.
    private func asked(_ group: Int, _ regions: Set<Identifier<Region>>?) -> [TargetEvaluation] {
        guard let regions else { return targets[group] }
        return targets[group].filter { regions.contains($0.target.series.region) }
    }

    /// The samples of targets; nil if there are none.
    private func targetSamples(_ targets: [TargetEvaluation], isLabelled: Bool = true) -> SampleColumns? {
        guard !targets.isEmpty else { return nil }
        let calendar = renderer.calendar
        let readings = TargetFamily.table.map(\.reading)
        var samples = SampleColumns(TargetFamily.table.map { ($0.more, $0.hasUnit) }, rows: targets.count)
        for evaluation in targets {
            samples.addRow()
            if isLabelled {
                let key = evaluation.target.series
                samples.label(
                    [
                        "indicator": key.indicator.rawValue, "region": key.region.rawValue,
                        "target": evaluation.target.id.rawValue,
                    ], evaluation.indicator.unit)
            }
            for entry in readings.indices { samples.set(entry, readings[entry], of: evaluation, calendar) }
        }
        return samples
    }
}
