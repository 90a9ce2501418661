internal import Evaluation
internal import Indicators
internal import Record
internal import Statistics

/// What the sentences about a gap are made of.
struct GapParts {
    let target: Target
    let terms: TargetTerms
    let gap: TargetGap
    /// The observations that exist up to the as-of year and the target year, by year.
    let observations: [Observation]
    private let figures: [Figure]
    private let unitWord: String

    init(_ target: TargetEvaluation, observations: [Observation], figures: [Figure], asOfYear: Int) {
        self.target = target.target
        terms = target.target.terms
        gap = target.gap
        let last = min(asOfYear, target.target.terms.targetYear)
        self.observations = observations.filter { $0.existingValue != nil && $0.period.year <= last }
        self.figures = figures
        unitWord = target.indicator.unit.symbol
    }

    /// A number as it is, with its unit.
    func amount(_ number: Double) -> BilingualText { text(number.plainWords) }

    /// A number that was worked out, with its unit.
    func rounded(_ number: Double) -> BilingualText { text(number.words()) }

    /// A difference that was worked out, with its unit.
    func difference(_ number: Double) -> BilingualText {
        guard isPercent else { return rounded(number) }
        return BilingualText(english: "\(number.words()) percentage points", chinese: "\(number.words())个百分点")
    }

    /// A yearly growth, from its ratio.
    func growth(_ ratio: Double) -> BilingualText {
        BilingualText(english: ratio.percentWords, chinese: ratio.percentWords)
    }

    private func text(_ number: String) -> BilingualText {
        BilingualText(
            english: "\(number) \(isPercent ? "percent" : unitWord)",
            chinese: isPercent ? "\(number)%" : "\(number) \(unitWord)")
    }

    private var isPercent: Bool { terms.kind == .compound || unitWord == "percent" }

    /// The years after the base up to the last figure that counts.
    var span: ClosedRange<Int>? {
        guard let base = terms.baseYear, let year = gap.year, year > base else { return nil }
        return base + 1...year
    }

    /// The observations that a flow takes together.
    var flowObservations: [Observation] {
        span.map { span in observations.filter { span.contains($0.period.year) } } ?? []
    }

    func observation(of year: Int?) -> Observation? { observations.first { $0.period.year == year } }

    /// The last observation three years or more before the latest, after the base; else the base: where the recent pace starts.
    var recentStart: (year: Int, value: Double)? {
        guard let year = gap.year, let base = terms.baseYear, year - 3 >= base else { return nil }
        let found = observations.last { $0.period.year <= year - 3 && $0.period.year > base }
        if let found, let value = found.value { return (found.period.year, value) }
        return gap.baseValue.map { (base, $0) }
    }

    /// The figures that the steps use: of levels base, start of the recent pace, breaks and the latest; of flows all.
    var inputs: [Figure] {
        var years = Set(flowObservations.map(\.period.year))
        if !terms.kind.isFlow {
            years = Set(flowObservations.filter { $0.status == .breakInSeries }.map(\.period.year))
            if let year = gap.year { years.insert(year) }
            if terms.baseValue == nil, let year = terms.baseYear { years.insert(year) }
            if gap.recentPaceRatio != nil, let start = recentStart { years.insert(start.year) }
        }
        years.formIntersection(observations.map(\.period.year))
        return figures.filter { years.contains($0.observation.period.year) }
    }
}

extension GapParts {
    /// What each remaining year needs, and what a year has brought of late, both a step or both a growth ratio.
    var paces: (required: Double, recent: Double, since: Int, isGrowth: Bool)? {
        guard let year = gap.year, let base = terms.baseYear, year > base else { return nil }
        if terms.kind.isFlow {
            guard let required = gap.requiredStep, let value = gap.value else { return nil }
            switch terms.kind {
            case .cumulative: return (required, value / Double(year - base), base, false)
            case .annualMean: return (required, value, base, false)
            case .compound:
                let factor = 1 + value / 100
                guard factor > 0 else { return nil }
                return (required, 100 * (power(factor, 1 / Double(year - base)) - 1), base, false)
            default: return nil
            }
        }
        guard gap.paceRatio != nil, let value = gap.value, let baseValue = gap.baseValue else { return nil }
        let start = recentStart ?? (base, baseValue)
        let years = Double(year - start.year)
        if gap.path == .geometric {
            guard let required = gap.requiredGrowthRatio, start.value > 0, value > 0 else { return nil }
            return (required, power(value / start.value, 1 / years) - 1, start.year, true)
        }
        guard let required = gap.requiredStep else { return nil }
        return (required, (value - start.value) / years, start.year, false)
    }

    /// The first over the second, where both go towards the target.
    var requiredOverRecent: Double? {
        guard isShort, let paces, paces.required != 0, paces.recent != 0 else { return nil }
        let ratio = paces.required / paces.recent
        return ratio.isFinite && ratio > 0 ? ratio : nil
    }

    /// Whether something is missing.
    var isShort: Bool { gap.gap ?? 0 > 0 }
}
