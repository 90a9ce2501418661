/// How the drift forecast of one year ahead did on the series' own past, beside the forecast of no change.
public struct ForecastScore: Hashable, Sendable {
    /// From how many origins on there is a score.
    static let leastOrigins = 5

    /// How many forecasts were scored.
    public var origins: Int { Int(count) }
    private let count: Int32
    /// The mean absolute error, in the indicator's unit.
    @OptionalDouble public private(set) var mae: Double?
    /// The mean absolute error of the forecast of no change.
    @OptionalDouble public private(set) var naiveMae: Double?
    /// 1 − mae/naiveMae; nil where nothing ever changed.
    @OptionalDouble public private(set) var skill: Double?
    /// The share of values inside their 95 percent interval, among the forecasts that had one.
    @OptionalDouble public private(set) var coverage: Double?

    /// Scores the series at every origin whose window is of consecutive years, as the next one is; nil with too few.
    init?(of series: YearlyValues, window: Int) {
        let years = series.years.span
        let values = series.values.span
        guard values.count >= Self.leastOrigins + DriftFit.leastCount else { return nil }
        let windows = DriftWindows(of: values)
        let scale = windows.scale
        var (errors, steps) = (0.0, 0.0)
        var (origins, intervals, covered) = (0, 0, 0)
        var interval: (count: Int, next: DriftFit.NextInterval)?
        for next in DriftFit.leastCount..<values.count {
            let origin = max(next - window, 0)..<next
            guard DriftFit.isPossible(years.extracting(origin)), years[next] == years[next - 1] + 1 else { continue }
            let fit = windows.fit(origin, of: values)
            let step = CompensatedDifference(values[next] * scale.factor, minus: values[next - 1] * scale.factor)
            errors += abs(step.subtracting(fit.drift(in: scale)))
            steps += abs(step.value)
            origins += 1
            if interval?.count != origin.count {
                interval = (origin.count, DriftFit.NextInterval(windowOf: origin.count))
            }
            if let interval, let isCovered = fit.covers(next: values[next], interval.next) {
                intervals += 1
                if isCovered { covered += 1 }
            }
        }
        guard origins >= Self.leastOrigins else { return nil }
        count = Int32(origins)
        mae = scale.restored(errors / Double(origins))
        naiveMae = scale.restored(steps / Double(origins))
        skill = steps == 0 ? nil : (1 - errors / steps).finite
        coverage = intervals == 0 ? nil : Double(covered) / Double(intervals)
    }
}

/// The windows of one series, whose values are scaled and whose steps are worked out once for all of them.
private struct DriftWindows {
    let scale: PowerOfTwoScale
    /// Nil where one scale does not do for all windows.
    private let scaled: [Double]?
    private let steps: [CompensatedDifference]

    init(of values: Span<Double>) {
        scale = PowerOfTwoScale(of: values)
        scaled = scale.scaled(values)
        var steps: [CompensatedDifference] = []
        if let scaled {
            steps.reserveCapacity(scaled.count)
            for next in 1..<scaled.count { steps.append(CompensatedDifference(scaled[next], minus: scaled[next - 1])) }
        }
        self.steps = steps
    }

    /// The fit of a window: the same whether or not it was scaled with the others, as scaling is by powers of two.
    func fit(_ window: Range<Int>, of values: Span<Double>) -> DriftFit {
        guard let scaled else { return DriftFit(values.extracting(window)) }
        return DriftFit(
            scaled: scaled.span.extracting(window),
            steps: steps.span.extracting(window.lowerBound..<window.upperBound - 1), scale: scale)
    }
}
