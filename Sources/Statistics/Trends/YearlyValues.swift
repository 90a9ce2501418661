internal import Indicators

/// The years and values that a trend is worked out from, ascending.
struct YearlyValues {
    private(set) var years: [Int] = []
    private(set) var values: [Double] = []

    var count: Int { years.count }

    /// The observations that exist and are no forecast, from the last break on.
    init(sinceLastBreakOf observations: [Observation]) {
        let start = observations.lastIndex { $0.status == .breakInSeries && $0.existingValue != nil } ?? 0
        years.reserveCapacity(observations.count - start)
        values.reserveCapacity(observations.count - start)
        for observation in observations[start...] {
            guard let value = observation.countedValue else { continue }
            years.append(observation.period.year)
            values.append(value)
        }
    }
}
