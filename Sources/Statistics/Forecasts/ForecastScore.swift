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
    /// 1 − mae/naiveMae; nil if nothing ever changed.
    @OptionalDouble public private(set) var skill: Double?
    /// The share of values inside their 95 percent interval, among the forecasts that had one.
    @OptionalDouble public private(set) var coverage: Double?

    /// Scores the series at every origin whose window and next value are of consecutive years; nil with too few.
    init?(of series: YearlyValues, window: Int) {
        let years = series.years.span
        guard years.count >= Self.leastOrigins + DriftFit.leastCount, window >= DriftFit.leastCount else { return nil }
        let windows = DriftWindows(of: series.values)
        var tally = DriftWindows.Tally()
        var start = 0
        while start < years.count {
            var end = start + 1
            while end < years.count, years[end] == years[end - 1] + 1 { end += 1 }
            if start == 0 {
                // Windows that are not full begin where the series does.
                for next in DriftFit.leastCount..<max(min(window, end), DriftFit.leastCount) {
                    windows.score(1, from: 0, count: next, into: &tally)
                }
            }
            windows.score(end - start - window, from: start, count: window, into: &tally)
            start = end
        }
        guard tally.origins >= Self.leastOrigins else { return nil }
        count = Int32(tally.origins)
        mae = windows.scale.restored(tally.errors / Double(tally.origins))
        naiveMae = windows.scale.restored(tally.steps / Double(tally.origins))
        skill = tally.steps == 0 ? nil : (1 - tally.errors / tally.steps).finite
        coverage = tally.intervals == 0 ? nil : Double(tally.covered) / Double(tally.intervals)
    }
}
