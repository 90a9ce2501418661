// On the hot path: benchmark `exposition` in Benchmarks/.

internal import Evaluation
internal import Indicators

extension SnapshotBlocks {
    /// The samples of the series of some groups. Who only counts them wants no labels.
    ///
    /// - Parameter regions: those that are wanted; nil: all.
    func seriesSamples(
        of groups: [Int], in regions: Set<Identifier<Region>>? = nil, isLabelled: Bool = true
    ) -> SampleColumns {
        // One by one, as a loop that asks for them here copies all of this value each time.
        let (snapshot, targets, calendar) = (snapshot, targets, renderer.calendar)
        let series = series(of: groups)
        let rows = series.reduce(0) { $0 + $1.count }
        var samples = SampleColumns(Self.seriesShape, rows: rows, isLabelled: isLabelled)
        let served = services.indices.filter { services[$0] == .all }
        let servedIfAsked = services.indices.filter { services[$0] == .asked }
        for (group, series) in zip(groups, series) {
            defer { samples.endGroup() }
            guard !series.isEmpty else { continue }
            let asked = Set(targets[group].map(\.target.series.region))
            let unit = snapshot.catalog.indicators[group].unit
            for evaluation in series {
                let key = evaluation.series.key
                guard regions?.contains(key.region) ?? true else { continue }
                samples.addRow()
                if isLabelled {
                    samples.label(["indicator": key.indicator.rawValue, "region": key.region.rawValue], unit)
                }
                for entry in served { samples.set(entry, Self.seriesReadings[entry], of: evaluation, calendar) }
                guard asked.contains(key.region) else { continue }
                for entry in servedIfAsked { samples.set(entry, Self.seriesReadings[entry], of: evaluation, calendar) }
            }
        }
        return samples
    }

    /// The targets of some groups that are served.
    ///
    /// - Parameter regions: those that are wanted; nil: all.
    func targets(of groups: [Int], in regions: Set<Identifier<Region>>?) -> [[TargetEvaluation]] {
        guard renderer.groups.contains(.target) else { return groups.map { _ in [] } }
        let (targets, isServed) = (targets, isServed)
        return groups.map { group in
            guard group < targets.count, isServed[group] else { return [] }
            guard let regions else { return targets[group] }
            return targets[group].filter { regions.contains($0.target.series.region) }
        }
    }

    /// The samples of the targets of some groups. Who only counts them wants no labels.
    func targetSamples(of groups: [[TargetEvaluation]], isLabelled: Bool = true) -> SampleColumns {
        let rows = groups.reduce(0) { $0 + $1.count }
        var samples = SampleColumns(Self.targetShape, rows: rows, isLabelled: isLabelled)
        let calendar = renderer.calendar
        for targets in groups {
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
                for entry in Self.targetReadings.indices {
                    samples.set(entry, Self.targetReadings[entry], of: evaluation, calendar)
                }
            }
            samples.endGroup()
        }
        return samples
    }

    /// The series of each of some groups that are served.
    private func series(of groups: [Int]) -> [[SeriesEvaluation]] {
        let (snapshot, isServed, isLeftOut) = (snapshot, isServed, isLeftOut)
        return groups.map { group in
            let isShown = group < isServed.count && isServed[group] && !isLeftOut[group]
            return isShown ? snapshot.evaluations(ofIndicatorAt: group) : []
        }
    }

    private static let seriesReadings = SeriesFamily.table.map(\.reading)
    private static let seriesShape = SampleColumns.Shape(SeriesFamily.table.map { ($0.family, $0.more, $0.hasUnit) })
    private static let targetReadings = TargetFamily.table.map(\.reading)
    private static let targetShape = SampleColumns.Shape(TargetFamily.table.map { ($0.family, $0.more, $0.hasUnit) })
}
