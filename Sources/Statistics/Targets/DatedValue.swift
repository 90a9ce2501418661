internal import Indicators

/// An observation that exists, as gaps use it.
struct DatedValue {
    let year: Int
    let value: WideNumber
    let observation: Observation

    /// The observations that exist and are not after a year.
    static func existing(in observations: [Observation], through year: Int) -> [DatedValue] {
        observations.compactMap { observation in
            guard observation.period.year <= year, let value = observation.existingValue else { return nil }
            return DatedValue(year: observation.period.year, value: WideNumber(value), observation: observation)
        }
    }

    /// Whether the value is an estimate.
    var isEstimated: Bool { observation.status.isEstimated }
    /// Whether this value and later ones are not comparable with earlier ones.
    var isBreak: Bool {
        // A pattern, because `==` compares the text of the codes.
        if case .breakInSeries = observation.status { true } else { false }
    }
}
