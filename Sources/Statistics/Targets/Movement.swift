internal import Indicators

/// A change from one value to another over some years.
struct Movement {
    let start: WideNumber
    let end: WideNumber
    let years: Int

    /// The step a year, or the growth a year, for which both values have to be above 0.
    func pace(along path: TargetPath) -> WideNumber {
        switch path {
        case .linear: (end - start) / WideNumber(years)
        case .geometric: .exponentialLessOne((end / start).logarithm / Double(years))
        }
    }
}
