// On the hot path: benchmark `exposition` in Benchmarks/.

internal import Evaluation
internal import Formats
internal import Indicators

extension SnapshotBlocks {
    /// The head of each family in a format.
    static func heads(as format: ExpositionFormat) -> [[UInt8]] {
        families.map { $0.family.head(as: format).bytes }
    }

    /// Of which group each family is.
    static let groups = families.map(\.group)

    /// The blocks of some groups. They are the same in both formats, as all families are gauges and infos.
    ///
    /// - Parameter filter: what is written; an indicator that it leaves out is not asked for.
    func write(_ groups: [Int], of filter: ExpositionFilter = ExpositionFilter()) -> GroupBytes {
        let room = groups.reduce(0) { $0 + samples(of: $1) } * Self.sampleBytes
        var writer = MetricWriter(format: .text, capacity: room)
        var ends: [Int] = []
        ends.reserveCapacity(Self.families.count * groups.count)
        let series = seriesSamples(of: groups, in: filter.regions)
        let targets = targets(of: groups, in: filter.regions)
        let targetSamples = targetSamples(of: targets)
        for family in Self.families {
            guard filter.includes(family.group) else {
                ends.append(contentsOf: repeatElement(writer.count, count: groups.count))
                continue
            }
            writer.goOn(with: family.name, type: family.family.type)
            switch family.content {
            case .series(let entry): series.write(entry, to: &writer, ends: &ends)
            case .target(let entry): targetSamples.write(entry, to: &writer, ends: &ends)
            case .each(let write):
                for number in groups.indices {
                    write(self, groups[number], targets[number], filter, &writer)
                    ends.append(writer.count)
                }
            }
        }
        return GroupBytes(bytes: writer.part(), ends: ends, count: groups.count)
    }

    /// How many bytes a sample has, or a few more: room that is there at once is not made bit by bit.
    private static let sampleBytes = 128

    /// A family, and what is written of it.
    private struct WrittenFamily {
        let family: MetricFamily
        let group: CollectedGroup
        let content: Content
        /// The name of its samples.
        let name: [UInt8]

        init(_ family: MetricFamily, _ group: CollectedGroup, _ content: Content) {
            (self.family, self.group, self.content) = (family, group, content)
            name = Array(family.sampleName.utf8)
        }
    }

    /// What is written of a family.
    private enum Content: Sendable {
        /// Samples of series, by the entry of their table.
        case series(Int)
        /// Samples of targets, by the entry of their table.
        case target(Int)
        /// Samples of each group, with those of its targets that are wanted.
        case each(@Sendable (SnapshotBlocks, Int, [TargetEvaluation], ExpositionFilter, inout MetricWriter) -> Void)
    }

    /// The families in the order in which they are written.
    private static let families =
        SeriesFamily.table.enumerated().map { WrittenFamily($1.family, CollectedGroup($1.group), .series($0)) }
        + TargetFamily.table.enumerated().map { WrittenFamily($1.family, .target, .target($0)) }
        + SpreadFamily.table.map { entry in
            WrittenFamily(entry.family, .spread, .each { $0.write(entry, of: $1, to: &$4) })
        }
        + [
            WrittenFamily(InfoFamilies.indicator, .info, .each { $0.writeIndicator($1, to: &$4) }),
            WrittenFamily(InfoFamilies.region, .info, .each { $0.writeRegions($1, $3, to: &$4) }),
            WrittenFamily(
                InfoFamilies.target, .target,
                .each { for one in $2 { $4.sample(1, labels: InfoFamilies.labels(of: one.target)) } }),
        ]

    private func write(_ family: SpreadFamily, of group: Int, to writer: inout MetricWriter) {
        guard group < targets.count, isServed[group], !isLeftOut[group], let spread = spreads[group],
            let value = family.value(spread)
        else { return }
        writer.sample(value, labels: SpreadFamily.labels(of: spread))
    }

    private func writeIndicator(_ group: Int, to writer: inout MetricWriter) {
        guard group < targets.count, isServed[group] else { return }
        writer.sample(1, labels: InfoFamilies.labels(of: snapshot.catalog.indicators[group], in: renderer.languages))
    }

    /// The last group has the regions.
    private func writeRegions(_ group: Int, _ filter: ExpositionFilter, to writer: inout MetricWriter) {
        guard group == targets.count else { return }
        let catalog = snapshot.catalog
        for (region, parent) in zip(catalog.regions, catalog.regionTree.parents)
        where filter.regions?.contains(region.id) ?? true {
            let parent = parent.map { catalog.regions[$0] }
            writer.sample(1, labels: InfoFamilies.labels(of: region, in: parent, languages: renderer.languages))
        }
    }
}
