internal import Indicators

/// The observations that a target about flows counts: those of the years after the base, up to the target year.
///
/// Or those of as many years before: docs/methods.md, rule 33.
struct FlowYears {
    let terms: TargetTerms
    /// b, or the year before the first that counts.
    let baseYear: Int
    /// T, or the last year that counts.
    let targetYear: Int
    /// Y.
    let level: WideNumber
    /// The observations of b+1…t, at least one.
    let used: [DatedValue]
    /// t.
    let year: Int
    /// y_t.
    let latest: WideNumber
    /// The sum of the observations used.
    let sum: WideNumber
    /// Whether a break cuts the years: after the base, or after the first of those before it.
    let hasBreak: Bool

    /// The years of a target; nil if none of them has an observation.
    init?(of terms: TargetTerms, values: [DatedValue]) {
        guard let baseYear = terms.baseYear else { return nil }
        self.init(of: terms, after: baseYear, through: terms.targetYear, values: values) { $0.contains { $0.isBreak } }
    }

    /// As many years before the base, which is the last of them; nil unless all have an observation.
    init?(before terms: TargetTerms, values: [DatedValue]) {
        guard let baseYear = terms.baseYear else { return nil }
        let first = baseYear - (terms.targetYear - baseYear)
        self.init(of: terms, after: first, through: baseYear, values: values) {
            $0.dropFirst().contains { $0.isBreak }
        }
        guard used.count == allYears else { return nil }
    }

    private init?(
        of terms: TargetTerms, after baseYear: Int, through targetYear: Int, values: [DatedValue],
        isCut: ([DatedValue]) -> Bool
    ) {
        guard let targetValue = terms.targetValue else { return nil }
        let used = values.filter { $0.year > baseYear && $0.year <= targetYear }
        guard let last = used.last else { return nil }
        self.terms = terms
        self.baseYear = baseYear
        self.targetYear = targetYear
        hasBreak = isCut(used)
        level = WideNumber(targetValue)
        self.used = used
        year = last.year
        latest = last.value
        sum = used.reduce(WideNumber(0)) { $0 + $1.value }
    }

    /// k = t − b.
    var years: Int { year - baseYear }
    /// T − b.
    var allYears: Int { targetYear - baseYear }
    /// T − t.
    var yearsLeft: Int { targetYear - year }
    /// Whether a year of b+1…t has no observation.
    var isPartial: Bool { used.count < years }
    /// Whether an observation used is an estimate.
    var isEstimated: Bool { used.contains { $0.isEstimated } }
    /// k/(T − b).
    var elapsedRatio: WideNumber { WideNumber(years) / WideNumber(allYears) }

    /// s(Y − value): what is missing to a level.
    func shortfall(of value: WideNumber, to level: WideNumber) -> WideNumber {
        terms.sense == .atLeast ? level - value : value - level
    }

    /// The ratio of what was done to what was needed, inverted if less is asked; nil over 0.
    func ratioInSense(_ done: WideNumber, over needed: WideNumber) -> WideNumber? {
        let (over, under) = terms.sense == .atLeast ? (done, needed) : (needed, done)
        return under.isZero ? nil : over / under
    }
}
