internal import Indicators

/// The observations among which a peak is looked for: docs/methods.md, rule 38.
///
/// Of a low the values are turned round, so that it is a peak too.
struct PeakAssessment {
    /// The observations since the base and their last break, by year, as they are; at least one.
    let values: [DatedValue]
    /// Whether a break cut earlier ones off.
    let isCut: Bool
    /// T.
    let targetYear: Int
    private let sense: TargetSense
    /// By calendar year from the first observation to the last: between what the true value lies.
    private let ranges: [Range]

    /// What is known of a year's value, turned round for a low; nil is without a limit.
    private struct Range {
        let year: Int
        var low: WideNumber?
        var high: WideNumber?
    }

    init(values: [DatedValue], isCut: Bool, targetYear: Int, sense: TargetSense) {
        self.values = values
        self.isCut = isCut
        self.targetYear = targetYear
        self.sense = sense
        var ranges: [Range] = []
        for value in values {
            if let last = ranges.last {
                ranges += (last.year + 1..<value.year).map { Range(year: $0, low: nil, high: nil) }
            }
            var range = Range(year: value.year)
            if !value.isEstimated {
                let bound = value.observation.bound
                let (open, closed) =
                    sense == .atMost ? (bound.leansUp, bound.leansDown) : (bound.leansDown, bound.leansUp)
                let height = Self.height(of: value, sense)
                range.high = open ? nil : height
                range.low = closed ? nil : height
            }
            ranges.append(range)
        }
        self.ranges = ranges
    }

    /// y, or −y for a low.
    private static func height(of value: DatedValue, _ sense: TargetSense) -> WideNumber {
        sense == .atMost ? value.value : -value.value
    }

    private func height(_ value: DatedValue) -> WideNumber { Self.height(of: value, sense) }

    /// p: of equal peaks the latest up to T, else the latest. An equal one after T is no higher.
    var peak: DatedValue? {
        guard let top = values.map(height).max() else { return nil }
        let peaks = values.filter { height($0) == top }
        return peaks.last { $0.year <= targetYear } ?? peaks.last
    }

    /// k.
    var countAfterPeak: Int? { peak.map { peak in values.count { $0.year > peak.year } } }

    /// How far the latest value is off the peak, over the peak's magnitude.
    var offPeakRatio: WideNumber? {
        guard let peak, let last = values.last, !peak.value.isZero else { return nil }
        return (height(peak) - height(last)) / peak.value.magnitude
    }

    /// Whether a year from the first to the last has no observation.
    var isPartial: Bool { ranges.count > values.count }

    /// The years that may be the peak; c is the last of them.
    var possibleYears: [Int] {
        let lowest = ranges.compactMap(\.low).max()
        let lowestInTime = ranges.filter { $0.year <= targetYear }.compactMap(\.low).max()
        return ranges.filter { range in
            guard let high = range.high else { return true }
            if range.year > targetYear, let lowestInTime, high <= lowestInTime { return false }
            return lowest.map { high >= $0 } ?? true
        }.map(\.year)
    }

    /// State and reason: the first that applies of cases 2 to 9 of docs/methods.md, rule 38.
    func verdict(asOfYear: Int) -> (TargetState, TargetReason?) {
        guard let latest = values.last?.year, let peak, let after = countAfterPeak else {
            return (.notAssessable, .insufficientData)
        }
        let tooFew: (TargetState, TargetReason?) = (.notAssessable, isCut ? .breakInSeries : .insufficientData)
        // 2
        if values.count < 4 { return tooFew }
        // 3
        if isSettled(latest: latest) { return (.met, nil) }
        // 4
        if peak.year > targetYear, values.count(where: { $0.year <= targetYear }) < 3 { return tooFew }
        // 5
        if isPassed { return (.missed, nil) }
        // 6
        if latest <= targetYear, asOfYear > targetYear + 1 { return (.pending, .finalYearMissing) }
        if peak.year > targetYear || latest > targetYear && asOfYear > targetYear + 3 {
            return (.pending, .finalYearOpen)
        }
        // 7 to 9
        switch after {
        case 0: return (isSlowing ? .moderate : .away, nil)
        case 1: return (.moderate, nil)
        default: return (.onTrack, nil)
        }
    }

    /// Whether the peak lies in time and nothing after it can be one: three years beyond T, or five that fall before.
    private func isSettled(latest: Int) -> Bool {
        guard let possible = possibleYears.last, possible <= targetYear else { return false }
        if latest > targetYear, latest - possible >= 3 { return true }
        return latest - possible >= 5 && isFalling(after: possible)
    }

    /// Whether the last ten values after a year fall, by the exact test of Mann and Kendall.
    private func isFalling(after year: Int) -> Bool {
        let heights = values.filter { $0.year > year }.suffix(10).compactMap { height($0).double }
        let ranking = TiedRanking(of: heights.span)
        var distributions = MannKendallDistributions()
        let test = MannKendallTest(of: heights.span, ranking: ranking, distributions: &distributions)
        guard heights.count >= MannKendallTest.leastForP, let s = test.s, s < 0 else { return false }
        return distributions[ranking].isSignificant(s)
    }

    /// Whether a year after T is surely higher than every year up to T.
    private var isPassed: Bool {
        guard let later = ranges.filter({ $0.year > targetYear }).compactMap(\.low).max() else { return false }
        return ranges.allSatisfy { range in
            range.year > targetYear || range.high.map { later > $0 } ?? false
        }
    }

    /// Whether the last step is none, or less than the mean one a year over up to three steps before.
    private var isSlowing: Bool {
        let used = Array(values.suffix(5))
        let steps = zip(used, used.dropFirst()).map { earlier, later in
            (height(later) - height(earlier)) / WideNumber(later.year - earlier.year)
        }
        guard let last = steps.last, let first = used.first, steps.count > 1 else { return false }
        let before = used[used.count - 2]
        if last.isZero { return true }
        let mean = (height(before) - height(first)) / WideNumber(before.year - first.year)
        let largest = used.map(\.value.magnitude).max() ?? 0.0
        return mean - last > 1e-12 * largest
    }
}
