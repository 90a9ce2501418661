// On the hot path: benchmark `remote` in Benchmarks/.

public import Evaluation
public import Formats
public import Indicators

/// Answers remote reads from a snapshot: the figures of its series, and the lines of its targets.
///
/// Guarantee: series are sorted by their labels and samples by time; a time range has both of its ends.
public struct HistoryReader: Sendable {
    private let snapshot: Snapshot

    /// A reader of a snapshot.
    public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// The answer to a request, packed.
    ///
    /// - Throws: `RemoteReadFault.answerTooLarge`.
    public func answer(_ request: RemoteReadRequest) throws(RemoteReadFault) -> [UInt8] {
        var response = RemoteReadResponse()
        for query in request.queries {
            let selection = HistorySelection(query)
            if selection.includes(HistoryFamily.pathValue) { try appendLines(selection, to: &response) }
            if selection.includes(HistoryFamily.value) { try appendFigures(selection, to: &response) }
            response.endResult()
        }
        return response.packed()
    }

    /// The indicators of the catalog that a request may be about, as far as its matchers tell.
    public func indicators(askedBy request: RemoteReadRequest) -> [Identifier<Indicator>] {
        let selections = request.queries.map(HistorySelection.init)
        return snapshot.catalog.indicators.map(\.id).filter { id in
            selections.contains { $0.includes("indicator", id.rawValue) }
        }
    }

    private func appendFigures(
        _ selection: HistorySelection, to response: inout RemoteReadResponse
    ) throws(RemoteReadFault) {
        let regions = snapshot.catalog.regions.map(\.id).filter { selection.includes("region", $0.rawValue) }.sorted()
        let indicators = snapshot.catalog.indicators.filter {
            selection.includes("indicator", $0.id.rawValue) && selection.includes("unit", $0.unit.symbol)
        }
        for indicator in indicators.sorted(by: { $0.id < $1.id }) {
            for region in regions {
                let key = SeriesKey(indicator: indicator.id, region: region)
                guard let series = snapshot.series(of: key)?.series else { continue }
                let samples = series.observations.compactMap { observation in
                    observation.existingValue.flatMap { selection.sample($0, in: observation.period) }
                }
                if samples.isEmpty { continue }
                try response.append(
                    labels: [
                        ("__name__", HistoryFamily.value.name), ("indicator", key.indicator.rawValue),
                        ("region", key.region.rawValue), ("unit", indicator.unit.symbol),
                    ], samples: samples)
            }
        }
    }

    private func appendLines(
        _ selection: HistorySelection, to response: inout RemoteReadResponse
    ) throws(RemoteReadFault) {
        let targets = snapshot.targets.filter { target in
            selection.includes("indicator", target.indicator.id.rawValue)
                && selection.includes("region", target.region.id.rawValue)
                && selection.includes("target", target.target.id.rawValue)
                && selection.includes("unit", target.indicator.unit.symbol)
        }
        for target in targets.sorted(by: { ($0.target.series, $0.target.id) < ($1.target.series, $1.target.id) }) {
            let line = PlanLine(
                of: target.target.terms,
                observations: snapshot.series(of: target.target.series)?.series.observations ?? [],
                asOfYear: snapshot.moment.asOfYear)
            let samples = line.points.compactMap { point in
                Period(year: point.year).flatMap { selection.sample(point.value, in: $0) }
            }
            if samples.isEmpty { continue }
            try response.append(
                labels: [
                    ("__name__", HistoryFamily.pathValue.name), ("indicator", target.indicator.id.rawValue),
                    ("region", target.region.id.rawValue), ("target", target.target.id.rawValue),
                    ("unit", target.indicator.unit.symbol),
                ], samples: samples)
        }
    }
}

/// What a query chooses, label by label: names are looked at and not series, of which there are many more.
private struct HistorySelection {
    private let query: RemoteReadRequest.Query

    init(_ query: RemoteReadRequest.Query) { self.query = query }

    /// Whether a label of this value is chosen.
    func includes(_ label: String, _ value: String) -> Bool {
        query.matchers.allSatisfy { $0.name != label || $0.matches(value) }
    }

    /// Whether a family's name is chosen, and what it has no label for.
    func includes(_ family: MetricFamily) -> Bool {
        query.matchers.allSatisfy { matcher in
            if matcher.name == "__name__" { return matcher.matches(family.name) }
            return family.labels.contains(matcher.name) || matcher.matches("")
        }
    }

    /// The sample of a year; nil if it is out of the query's time.
    func sample(_ value: Double, in period: Period) -> (time: Int64, value: Double)? {
        guard let seconds = period.historySeconds else { return nil }
        let time = Int64(seconds) * 1_000
        return query.start <= time && time <= query.end ? (time, value) : nil
    }
}
