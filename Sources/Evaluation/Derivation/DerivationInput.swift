internal import Foundation
internal import Indicators

/// A series that another is derived from.
struct DerivationInput {
    let indicator: Indicator
    let series: Series
    /// How much of a nation or cluster it is about; nil if its figures are the region's own.
    let aggregate: Aggregate?
    private let unitShift: Int

    /// An input whose numbers are read times ten to a power.
    init(_ evaluation: SeriesEvaluation, shiftedBy unitShift: Int) {
        indicator = evaluation.indicator
        series = evaluation.series
        aggregate = evaluation.aggregate
        self.unitShift = unitShift
    }

    /// The index of the year's figure, if it has one.
    func index(of year: Int) -> Int? {
        var (low, high) = (0, series.observations.count)
        while low < high {
            let middle = (low + high) / 2
            if series.observations[middle].period.year < year { low = middle + 1 } else { high = middle }
        }
        guard low < series.observations.count, series.observations[low].period.year == year,
            series.observations[low].existingValue != nil
        else { return nil }
        return low
    }

    /// The number of a year and between which limits the true one lies.
    func number(at index: Int) -> BoundedNumber? {
        let observation = series.observations[index]
        guard let value = observation.existingValue else { return nil }
        // The figures of a derived indicator are not held to its bounds.
        let isHeld = indicator.derivation == nil
        return BoundedNumber(
            scaled(value), observation.bound, minimum: isHeld ? indicator.minimum.map(scaled) : nil,
            maximum: isHeld ? indicator.maximum.map(scaled) : nil)
    }

    private func scaled(_ value: Double) -> Double { value.timesTen(to: unitShift) }

    /// Whether a break stands in one of the years.
    func breaks(in years: ClosedRange<Int>) -> Bool {
        series.observations.contains {
            years.contains($0.period.year) && $0.status == .breakInSeries && $0.existingValue != nil
        }
    }
}

extension Double {
    /// The number times ten to a power, exact in both directions where the power of ten is.
    func timesTen(to power: Int) -> Double {
        power >= 0 ? self * pow(10, Double(power)) : self / pow(10, Double(-power))
    }
}
