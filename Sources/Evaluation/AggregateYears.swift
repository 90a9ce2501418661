// On the hot path: benchmark `evaluation` in Benchmarks/.

internal import Indicators

/// What the members of a whole add up to, year by year.
struct AggregateYears {
    /// What the figures of one year make.
    private struct Year {
        var sum = CompensatedSum()
        var recorded = Int64.min
        var traits: Traits = []
    }

    /// What the weights of one year make.
    private struct Weights {
        /// The weight of the members that have a figure, and of all.
        var reporting = CompensatedSum()
        var total = CompensatedSum()
        /// How many members have a weight.
        var count = 0
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
    private let wordCount: Int
    private var years: [Year]
    /// By member: the indices of the years in which it is there.
    private let presences: [Range<Int>]
    /// By year: how many members there are.
    private var members: [Int]
    /// By year, a bit for each member that has no figure though it was there.
    private var lackingBits: [UInt64]
    /// By year; empty for a sum.
    private var weights: [Weights]
    /// The weights of one member, by year; NaN if it has none.
    private var memberWeights: [Double]
    /// Whether all figures tell when they were recorded.
    private(set) var isRecorded = true

    /// The years from the members' first figure to their last; nil if they have none.
    init?(of whole: CatalogPositions.Whole, figures: RegionalSeries, isWeighted: Bool) {
        var (first, last) = (Int.max, Int.min)
        for region in whole.members {
            guard let position = figures.position(of: region), let begin = figures[position].observations.first,
                let end = figures[position].observations.last
            else { continue }
            first = min(first, begin.period.year)
            last = max(last, end.period.year)
        }
        guard first <= last else { return nil }
        self.first = first
        self.isWeighted = isWeighted
        let count = last - first + 1
        let wordCount = Aggregate.bitWordCount(of: whole.members.count)
        self.wordCount = wordCount
        years = Array(repeating: Year(), count: count)
        presences = zip(whole.beginnings, whole.ends).map { begin, end in
            let lower = min(max((begin?.year ?? first) - first, 0), count)
            return lower..<max(lower, min((end?.year ?? last) - first + 1, count))
        }
        members = Array(repeating: 0, count: count)
        lackingBits = Array(repeating: 0, count: count * wordCount)
        for (member, presence) in presences.enumerated() {
            for year in presence {
                members[year] += 1
                lackingBits[year * wordCount + member / 64] |= 1 << (member % 64)
            }
        }
        weights = isWeighted ? Array(repeating: Weights(), count: count) : []
        memberWeights = isWeighted ? Array(repeating: .nan, count: count) : []
    }

    /// The indices of the years.
    var indices: Range<Int> { years.indices }

    /// Adds a member's figures. For a mean, `readWeights` must have read the member's weights before.
    ///
    /// - Parameter member: its index among the members.
    mutating func add(_ figures: Series, of member: Int) {
        if figures.recorded.count != figures.observations.count { isRecorded = false }
        let isRecorded = isRecorded
        let (first, presence) = (first, presences[member])
        let (wordCount, word, bit) = (wordCount, member / 64, UInt64(1) << (member % 64))
        let (observations, recorded) = (figures.observations.span, figures.recorded.span)
        let memberWeights = isWeighted ? memberWeights : nil
        // Both arrays are written at once, which exclusive access to `self` forbids: they leave it for that time.
        var (years, lackingBits) = (exchange(&years, with: []), exchange(&lackingBits, with: []))
        defer { (self.years, self.lackingBits) = (years, lackingBits) }
        var yearSpan = years.mutableSpan
        var lackingSpan = lackingBits.mutableSpan
        for position in observations.indices {
            let observation = observations[position]
            let index = observation.period.year - first
            guard presence.contains(index), let value = observation.countedValue else { continue }
            if let memberWeights {
                let weight = memberWeights[index]
                guard !weight.isNaN else { continue }
                yearSpan[index].sum.add(weight, times: value)
                weights[index].reporting.add(weight)
            } else {
                yearSpan[index].sum.add(value)
            }
            yearSpan[index].traits.formUnion(Traits(observation))
            if isRecorded { yearSpan[index].recorded = max(yearSpan[index].recorded, recorded[position].microseconds) }
            lackingSpan[index * wordCount + word] &= ~bit
        }
    }

    /// Reads the weights of the member whose figures are added next.
    mutating func readWeights(_ series: Series?, of member: Int) {
        let presence = presences[member]
        for index in memberWeights.indices { memberWeights[index] = .nan }
        for observation in series?.observations ?? [] {
            let index = observation.period.year - first
            guard presence.contains(index), let value = observation.countedValue, value >= 0 else { continue }
            memberWeights[index] = value
            weights[index].total.add(value)
            weights[index].count += 1
            // An estimated weight makes the mean an estimate.
            if observation.status.isEstimated { years[index].traits.insert(.estimated) }
        }
    }

    /// The share of the members that have a figure, by number or by weight; nil if a member's weight is not known.
    func ratio(at index: Int) -> Double? {
        let reporting = lacking(at: index).reduce(members[index]) { $0 - $1.nonzeroBitCount }
        guard reporting > 0 else { return nil }
        guard isWeighted else { return Double(reporting) / Double(members[index]) }
        let weights = weights[index]
        guard weights.count == members[index] else { return nil }
        if reporting == members[index] { return 1 }
        let ratio = weights.reporting.value / weights.total.value
        return ratio.isFinite ? ratio : nil
    }

    /// When the newest of the figures of a year was recorded.
    func recorded(at index: Int) -> Timestamp { Timestamp(microseconds: years[index].recorded) }

    /// A bit for each member that has no figure of a year.
    func lacking(at index: Int) -> ArraySlice<UInt64> { lackingBits[index * wordCount..<(index + 1) * wordCount] }

    /// The members' figures of a year in one; nil if their bounds lean both ways or the number is out of range.
    ///
    /// - Parameter pairs: gives the members' values and weights of a period again. It is called if a sum overflowed
    ///   on the way.
    func observation(at index: Int, pairs: (Period) -> [(value: Double, weight: Double)]) -> Observation? {
        let year = years[index]
        guard let period = Period(year: first + index), let bound = year.traits.bound else { return nil }
        var value = year.sum.value
        if isWeighted { value = abs(value) < Self.leastExact ? .nan : value / weights[index].reporting.value }
        if !value.isFinite { value = ScaledSum(pairs(period)).value(isMean: isWeighted) }
        return Observation(period: period, value: value, status: year.traits.status, bound: bound)
    }

    /// Below it a sum of products may have lost what they lie below the least number.
    private static let leastExact = 0x1p-700
}

extension AggregateYears.Traits {
    fileprivate init(_ observation: Observation) {
        switch observation.status {
        case .breakInSeries: self = .broken
        case let status: self = status.isEstimated ? .estimated : []
        }
        switch observation.bound {
        case .equal: break
        case .approximate: insert(.approximate)
        case .atLeast: insert(.atLeast)
        case .over: insert(.over)
        case .atMost: insert(.atMost)
        case .under: insert(.under)
        }
    }

    /// Estimated if a member's figure is; otherwise a break if a member's is.
    fileprivate var status: ObservationStatus {
        contains(.estimated) ? .estimated : contains(.broken) ? .breakInSeries : .normal
    }

    /// The members' bound where they lean one way; nil if they lean both.
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
