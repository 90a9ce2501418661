internal import Foundation
internal import Indicators

/// What a derived indicator's figures of one region are, year by year: a pure function of the series that it is derived from.
///
/// A year has a figure where every input has one (docs/methods.md, rule 40).
struct DerivedYears {
    private let derivation: Derivation
    private let unit: UnitOfMeasure
    private let inputs: [DerivationInput]

    /// - Parameter inputs: the series of the region, in the derivation's order.
    init(of indicator: Indicator, _ derivation: Derivation, inputs: [SeriesEvaluation]) {
        self.derivation = derivation
        unit = indicator.unit
        // Terms of a sum are brought to the result's unit; of all others the shift is made once, of the result.
        self.inputs = inputs.map { input in
            switch derivation {
            case .sum, .difference:
                DerivationInput(input, shiftedBy: input.indicator.unit.powerOfTen - indicator.unit.powerOfTen)
            case .ratio, .share, .change, .index: DerivationInput(input, shiftedBy: 0)
            }
        }
    }

    /// The figures under a key; nil if no year has one.
    func series(of key: SeriesKey) -> (series: Series, aggregate: Aggregate?)? {
        var observations: [Observation] = []
        var recorded: [Timestamp] = []
        var isRecorded = true
        let aggregated = inputs.first { $0.aggregate != nil }
        var members: [Int] = []
        for year in years {
            let after = observations.last.map(\.period.year)
            guard case .success(let observation) = figure(of: year, after: after) else { continue }
            observations.append(observation)
            if let time = time(of: year) { recorded.append(time) } else { isRecorded = false }
            if let index = aggregated?.index(of: year) { members.append(index) }
        }
        guard !observations.isEmpty else { return nil }
        return (
            Series(key: key, observations: observations, recorded: isRecorded ? recorded : []),
            aggregated?.aggregate?.picking(members)
        )
    }

    /// The years in which every input has a figure.
    private var years: [Int] {
        guard let first = inputs.first else { return [] }
        return first.series.observations.map(\.period.year).filter { year in
            inputs.allSatisfy { $0.index(of: year) != nil }
        }
    }

    /// The figure of a year, or why there is none.
    ///
    /// - Parameter after: the year of the figure before it, if there is one: a break since then is one of this figure.
    func figure(of year: Int, after last: Int?) -> Result<Observation, DerivationGap> {
        var numbers: [BoundedNumber] = []
        var statuses: [ObservationStatus] = []
        var missing: [[Identifier<Region>]] = []
        for input in inputs {
            for year in derivation.years(of: year) {
                guard let index = input.index(of: year), let number = input.number(at: index) else {
                    return .failure(.noFigure(input.indicator.id, year))
                }
                numbers.append(number)
                statuses.append(input.series.observations[index].status)
                missing.append(input.aggregate?.missing(at: index) ?? [])
            }
        }
        // A ratio of sums over other members is none.
        guard missing.allSatisfy({ $0 == missing.first }) else { return .failure(.otherMembers) }
        if case .change = derivation, inputs.contains(where: { $0.breaks(in: year...year) }) {
            return .failure(.breakBetween)
        }
        guard let (value, bound) = result(numbers, in: year) else { return .failure(.divisionByZero) }
        guard let period = Period(year: year),
            let observation = Observation(
                period: period, value: value, status: status(statuses, breaksIn: (last.map { $0 + 1 } ?? year)...year),
                bound: bound)
        else { return .failure(.outOfRange) }
        return .success(observation)
    }

    /// The value and its bound; nil where it would be over 0.
    ///
    /// - Parameter numbers: those of the inputs in order, each by the years that the derivation names.
    private func result(_ numbers: [BoundedNumber], in year: Int) -> (Double, ObservationBound)? {
        switch derivation {
        case .sum: return (Self.sum(numbers.map(\.value)), ObservationBound(ofSum: numbers))
        case .difference:
            let terms = [numbers[0], -numbers[1]]
            return (Self.sum(terms.map(\.value)), ObservationBound(ofSum: terms))
        case .ratio, .share:
            let powers = inputs.map(\.indicator.unit.powerOfTen)
            return ratio(numbers[0], numbers[1], timesTenTo: powers[0] - powers[1] - unit.powerOfTen)
        case .change:
            // As the change is over its magnitude, a number below 0 counts as that.
            let (new, old) = (numbers[1], numbers[0].value < 0 ? -numbers[0] : numbers[0])
            guard old.value != 0 else { return nil }
            let change = Self.quotient(new.value - numbers[0].value, old.value, timesTenTo: -unit.powerOfTen)
            return (change, ObservationBound(ofChangeTo: new, from: old))
        case .index(of: _, base: let base):
            let hundred = Dimension(of: unit) == .share ? -unit.powerOfTen : 2
            // In the base year it is 100, however its figure is bounded.
            if year == base.year { return numbers[0].value == 0 ? nil : (1.0.timesTen(to: hundred), .equal) }
            return year > base.year
                ? ratio(numbers[1], numbers[0], timesTenTo: hundred)
                : ratio(numbers[0], numbers[1], timesTenTo: hundred)
        }
    }

    private func ratio(
        _ first: BoundedNumber, _ second: BoundedNumber, timesTenTo power: Int
    ) -> (Double, ObservationBound)? {
        guard second.value != 0 else { return nil }
        return (
            Self.quotient(first.value, second.value, timesTenTo: power), ObservationBound(of: first, over: second)
        )
    }

    /// Forecast if an input is, else estimated if one is, else a break if one broke.
    private func status(_ statuses: [ObservationStatus], breaksIn years: ClosedRange<Int>) -> ObservationStatus {
        if statuses.contains(.forecast) { return .forecast }
        if statuses.contains(where: \.isEstimated) { return .estimated }
        return inputs.contains { $0.breaks(in: years) } ? .breakInSeries : .normal
    }

    /// When the newest of a year's inputs was recorded; nil if one does not tell.
    private func time(of year: Int) -> Timestamp? {
        var newest: Timestamp?
        for input in inputs {
            for year in derivation.years(of: year) {
                guard let index = input.index(of: year), index < input.series.recorded.count else { return nil }
                newest = max(newest ?? input.series.recorded[index], input.series.recorded[index])
            }
        }
        return newest
    }

    private static func sum(_ terms: [Double]) -> Double {
        var sum = CompensatedSum()
        for term in terms { sum.add(term) }
        return sum.value.isFinite ? sum.value : ScaledSum(terms.map { ($0, 1) }).value(isMean: false)
    }

    /// A quotient times ten to a power. Its significands are divided, so that nothing overflows on the way.
    private static func quotient(_ first: Double, _ second: Double, timesTenTo power: Int) -> Double {
        guard first != 0 else { return 0 }
        let quotient = (first.significand / second.significand).timesTen(to: power)
        let value = Double(sign: .plus, exponent: Int(first.exponent - second.exponent), significand: quotient)
        return first.sign == second.sign ? value : -value
    }
}

/// Why a derived indicator has no figure of a year.
enum DerivationGap: Error, Hashable, Sendable, CustomStringConvertible {
    /// An input has no figure of a year.
    case noFigure(Identifier<Indicator>, Int)
    /// It would be over 0.
    case divisionByZero
    /// The figures of the year before are not comparable with this year's.
    case breakBetween
    /// The inputs are sums over other members.
    case otherMembers
    /// The number is beyond what can be held.
    case outOfRange

    /// The reason in words.
    var description: String {
        switch self {
        case .noFigure(let indicator, let year): "\(indicator) has no figure of \(year)"
        case .divisionByZero: "division by zero"
        case .breakBetween: "a break since the year before"
        case .otherMembers: "its inputs have figures of other members"
        case .outOfRange: "the number is out of range"
        }
    }
}
