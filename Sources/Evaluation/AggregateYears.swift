// On the hot path: benchmark `evaluation` in Benchmarks/.

internal import Indicators

/// What the members of a nation or cluster add up to, year by year.
struct AggregateYears {
    /// What is known of one year.
    private struct Year {
        var sum = CompensatedSum()
        /// The weight of the members that have a figure, and of all.
        var weight = CompensatedSum()
        var totalWeight = CompensatedSum()
        /// How many members there are, have a figure, have a weight.
        var members: Int32 = 0
        var reporting: Int32 = 0
        var weighted: Int32 = 0
        var traits: Traits = []
        var recorded = Int64.min

        mutating func add(_ value: Double, weight: Double?, _ traits: Traits, recorded: Int64) {
            if let weight {
                sum.add(weight, times: value)
                self.weight.add(weight)
            } else {
                sum.add(value)
            }
            reporting += 1
            self.traits.formUnion(traits)
            self.recorded = max(self.recorded, recorded)
        }
    }

    /// What some member's figure is.
    fileprivate struct Traits: OptionSet {
        let rawValue: UInt8

        static let estimated = Traits(rawValue: 1)
        static let broken = Traits(rawValue: 2)
        static let approximate = Traits(rawValue: 4)
        static let atLeast = Traits(rawValue: 8)
        static let over = Traits(rawValue: 16)
        static let atMost = Traits(rawValue: 32)
        static let under = Traits(rawValue: 64)
    }

    private let first: Int
    private let isWeighted: Bool
    private let words: Int
    private var years: [Year]
    /// By year, a bit for each member that has no figure though it was there.
    private var lackingBits: [UInt64]
    /// The weights of one member, by year; NaN: it has none.
    private var memberWeights: [Double]
    /// Whether all figures tell when they were recorded.
    private(set) var isRecorded = true

    /// The years from the members' first figure to their last; nil: they have none.
    init?(figures: [Series?], isWeighted: Bool) {
        var (first, last) = (Int.max, Int.min)
        for case let series? in figures {
            guard let begin = series.observations.first, let end = series.observations.last else { continue }
            first = min(first, begin.period.year)
            last = max(last, end.period.year)
        }
        guard first <= last else { return nil }
        self.first = first
        self.isWeighted = isWeighted
        words = Aggregate.words(of: figures.count)
        years = Array(repeating: Year(), count: last - first + 1)
        lackingBits = Array(repeating: 0, count: years.count * words)
        memberWeights = isWeighted ? Array(repeating: .nan, count: years.count) : []
    }

    /// The places of the years.
    var indices: Range<Int> { years.indices }

    /// Adds a member's figures; of a mean after its weights were read.
    ///
    /// - Parameters:
    ///   - member: its place among the members.
    ///   - beginning: the period in which it began, if it has not always been there.
    mutating func add(_ figures: Series?, of member: Int, from beginning: Period?) {
        let begin = place(of: beginning)
        let (word, bit) = (member / 64, UInt64(1) << (member % 64))
        for index in begin..<years.count {
            years[index].members += 1
            lackingBits[index * words + word] |= bit
        }
        guard let figures else { return }
        let observations = figures.observations.span
        let recorded = figures.recorded.span
        if recorded.count != observations.count { isRecorded = false }
        for place in observations.indices where observations[place].status != .forecast {
            let index = observations[place].period.year - first
            guard index >= begin, let value = observations[place].existingValue else { continue }
            let weight = isWeighted ? memberWeights[index] : 1
            guard !weight.isNaN else { continue }
            let time = isRecorded ? recorded[place].microseconds : .min
            years[index].add(value, weight: isWeighted ? weight : nil, Traits(observations[place]), recorded: time)
            lackingBits[index * words + word] &= ~bit
        }
    }

    /// Reads the weights of the member whose figures are added next.
    mutating func readWeights(_ weight: Series?, from beginning: Period?) {
        let begin = place(of: beginning)
        for index in memberWeights.indices { memberWeights[index] = .nan }
        for observation in weight?.observations ?? [] where observation.status != .forecast {
            let index = observation.period.year - first
            guard index >= begin, index < years.count, let value = observation.existingValue, value >= 0 else {
                continue
            }
            memberWeights[index] = value
            years[index].totalWeight.add(value)
            years[index].weighted += 1
            // The mean is as uncertain as what weighs it.
            if observation.status.isEstimated { years[index].traits.insert(.estimated) }
        }
    }

    private func place(of beginning: Period?) -> Int { min(max((beginning?.year ?? first) - first, 0), years.count) }

    /// The share of the members that have a figure, by number or by weight; nil where a member's weight is not known.
    func ratio(at index: Int) -> Double? {
        let year = years[index]
        guard year.reporting > 0 else { return nil }
        guard isWeighted else { return Double(year.reporting) / Double(year.members) }
        guard year.weighted == year.members else { return nil }
        if year.reporting == year.members { return 1 }
        let ratio = year.weight.value / year.totalWeight.value
        return ratio.isFinite ? ratio : nil
    }

    /// When the newest of the figures of a year was recorded.
    func recorded(at index: Int) -> Timestamp { Timestamp(microseconds: years[index].recorded) }

    /// A bit for each member that has no figure of a year.
    func lacking(at index: Int) -> ArraySlice<UInt64> { lackingBits[index * words..<(index + 1) * words] }

    /// What the members' figures of a year make; nil where their bounds lean both ways, or the number is out of range.
    ///
    /// - Parameter pairs: works out the members' values and weights of a period once more, for sums that went out of range
    ///   on the way.
    func observation(at index: Int, pairs: (Period) -> [(value: Double, weight: Double)]) -> Observation? {
        let year = years[index]
        guard let period = Period(year: first + index), let bound = year.traits.bound else { return nil }
        var value = year.sum.value
        if isWeighted { value = abs(value) < Self.leastExact ? .nan : value / year.weight.value }
        if !value.isFinite { value = ScaledSum(pairs(period)).value(isMean: isWeighted) }
        return Observation(period: period, value: value, status: year.traits.status, bound: bound)
    }

    /// Below it a sum of products may have lost what they lie below the least number.
    private static let leastExact = 0x1p-700
}

extension AggregateYears.Traits {
    fileprivate init(_ observation: Observation) {
        self = observation.status.isEstimated ? .estimated : observation.status == .breakInSeries ? .broken : []
        switch observation.bound {
        case .equal: break
        case .approximate: insert(.approximate)
        case .atLeast: insert(.atLeast)
        case .over: insert(.over)
        case .atMost: insert(.atMost)
        case .under: insert(.under)
        }
    }

    /// Estimated where a member is; else a break where a member's is.
    fileprivate var status: ObservationStatus {
        contains(.estimated) ? .estimated : contains(.broken) ? .breakInSeries : .normal
    }

    /// The members' bound where they lean one way; nil where they lean both.
    fileprivate var bound: ObservationBound? {
        let leansUp = !isDisjoint(with: [.atLeast, .over])
        let leansDown = !isDisjoint(with: [.atMost, .under])
        switch (leansUp, leansDown) {
        case (true, true): return nil
        case (true, false): return contains(.over) ? .over : .atLeast
        case (false, true): return contains(.under) ? .under : .atMost
        case (false, false): return contains(.approximate) ? .approximate : .equal
        }
    }
}
