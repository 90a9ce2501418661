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
        let scale = PowerOfTwoScale(of: values)
        var (errors, steps) = (0.0, 0.0)
        var (origins, intervals, covered) = (0, 0, 0)
        for next in DriftFit.leastCount..<values.count {
            let origin = max(next - window, 0)..<next
            guard DriftFit.isPossible(years.extracting(origin)), years[next] == years[next - 1] + 1 else { continue }
            let fit = DriftFit(values.extracting(origin))
            let step = CompensatedDifference(values[next] * scale.factor, minus: values[next - 1] * scale.factor)
            errors += abs(step.subtracting(fit.drift(in: scale)))
            steps += abs(step.value)
            origins += 1
            let quantile = StudentT.quantile975(degreesOfFreedom: fit.degreesOfFreedom)
            if let isCovered = fit.covers(next: values[next], quantile: quantile) {
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
