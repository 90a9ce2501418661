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
    let targets: [[TargetEvaluation]]
    /// How regions differ, by indicator; nil where it is not served.
    let spreads: [SpreadHistory?]
    /// The samples of each group that may be left out, and of those that may not.
    private var counts: [GroupCount] = []
    /// Of which series each family of series is served.
    let services: [SnapshotRenderer.Service]
    /// Whether an indicator is served; one that is not is there for others, which need it.
    let isServed: [Bool]
    /// Whether the series of an indicator are left out for the limit.
    private(set) var isLeftOut: [Bool]
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
        services = SeriesFamily.table.map { renderer.service(of: $0.group) }
        let indicators = snapshot.catalog.indicators
        var targets = [[TargetEvaluation]](repeating: [], count: indicators.count)
        for target in snapshot.targets {
            guard let position = snapshot.catalog.position(of: target.indicator.id) else { continue }
            targets[position].append(target)
        }
        self.targets = targets
        isServed = indicators.map { renderer.indicators?.contains($0.id) ?? true }
        spreads = renderer.groups.contains(.spread) ? snapshot.spreads() : indicators.map { _ in nil }
        isLeftOut = indicators.map { _ in false }
        let old = previous.flatMap { $0.renderer == renderer && snapshot.isOfCatalog(of: $0.snapshot) ? $0 : nil }
        let shared = old.map(sharedGroups) ?? []
        let new = indicators.indices.filter { !shared.contains($0) }
        let unlimited = self
        let pieces = stride(from: 0, to: new.count, by: Self.pieceGroups).map {
            Array(new[$0..<min($0 + Self.pieceGroups, new.count)])
        }
        let counted = ParallelMap.results(pieces.count, threads: renderer.threads, name: "exposition", tools: 0) {
            index, _ in unlimited.count(pieces[index])
        }.results
        counts = old?.counts ?? indicators.map { _ in GroupCount() }
        for (group, count) in zip(new, counted.joined()) { counts[group] = count }
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

    /// The indicators whose series, targets and spread are those of another snapshot of the catalog.
    private func sharedGroups(with other: SnapshotBlocks) -> Set<Int> {
        let series = snapshot.sharedIndicators(with: other.snapshot)
        return series.filter { targets[$0] == other.targets[$0] && spreads[$0] == other.spreads[$0] }
    }

    /// How many samples some groups have.
    private func count(_ groups: [Int]) -> [GroupCount] {
        let targets = targets(of: groups, in: nil)
        let (isServed, spreads) = (isServed, spreads)
        let ofSeries = seriesSamples(of: groups, isLabelled: false).counts
        let ofTargets = targetSamples(of: targets, isLabelled: false).counts
        return groups.indices.map { number in
            let group = groups[number]
            guard isServed[group] else { return GroupCount() }
            let ofSpread = spreads[group].map { spread in SpreadFamily.table.count { $0.value(spread) != nil } } ?? 0
            return GroupCount(
                series: ofSeries[number] + ofSpread, fixed: 1 + targets[number].count + ofTargets[number])
        }
    }

    /// How many groups a thread counts at once.
    private static let pieceGroups = 16
}
