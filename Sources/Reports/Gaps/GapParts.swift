internal import Evaluation
internal import Indicators
internal import Record

/// The parts that the sentences about a gap are made of.
struct GapParts {
    /// What is said of the target's kind.
    let sentences: KindSentences
    let target: Target
    let terms: TargetTerms
    let gap: TargetGap
    /// The observations that exist up to the as-of year and, but for a peak, the target year; by year.
    let observations: [Observation]
    /// The observations of the series beside which the target stands, up to the same year.
    let reference: [Observation]
    /// That series; nil for a target that states its numbers.
    let referencePlace: TargetEvaluation.Reference?
    let asOfYear: Int
    private let figures: [Figure]
    private let catalog: Catalog
    private let unit: UnitOfMeasure
    private let wording: Wording

    init(
        _ target: TargetEvaluation, sentences: KindSentences, observations: [Observation], reference: [Observation],
        figures: [Figure], catalog: Catalog, asOfYear: Int, wording: Wording
    ) {
        self.sentences = sentences
        self.target = target.target
        terms = target.target.terms
        gap = target.gap
        // A peak shows after the target year.
        let last = terms.kind.traits.subject == .turn ? asOfYear : min(asOfYear, terms.targetYear)
        self.observations = observations.filter { $0.existingValue != nil && $0.period.year <= last }
        self.reference = reference.filter { $0.existingValue != nil && $0.period.year <= last }
        referencePlace = target.reference
        self.asOfYear = asOfYear
        self.figures = figures
        self.catalog = catalog
        unit = target.indicator.unit
        self.wording = wording
    }

    /// A name in the language that is asked for, or in that of each sentence.
    func name(_ text: MultilingualText) -> BilingualText {
        guard wording.language == nil else {
            return BilingualText(english: wording.text(text), chinese: wording.text(text))
        }
        return BilingualText(english: text[.english], chinese: text[.chinese])
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
        let unitWord = wording.unit(unit)
        return BilingualText(
            english: "\(number) \(isPercent ? "percent" : unitWord)",
            chinese: isPercent ? "\(number)%" : "\(number) \(unitWord)")
    }

    private var isPercent: Bool { terms.kind.traits.needsRates || unit.symbol == "percent" }

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

    /// Where the recent pace starts: the last observation at least three years before the latest, or the base.
    var recentStart: (year: Int, value: Double)? {
        guard let year = gap.year, let base = terms.baseYear, year - 3 >= base else { return nil }
        let found = observations.last { $0.period.year <= year - 3 && $0.period.year > base }
        if let found, let value = found.value { return (found.period.year, value) }
        return gap.baseValue.map { (base, $0) }
    }

    /// The figures that the steps use; of a derived series those that it is derived from.
    var inputs: [Figure] {
        let years = sentences.years(self)
        let beside = referencePlace.map { SeriesKey(indicator: $0.indicator.id, region: $0.region.id) }
        let used = [(target.series, observations)] + (beside.map { [($0, reference)] } ?? [])
        let recorded = used.map { key, observations in
            let known = years.intersection(observations.map(\.period.year))
            return (region: key.region, years: catalog.recordedInputs(of: key.indicator, in: known))
        }
        return figures.filter { figure in
            recorded.contains {
                $0.region == figure.series.region
                    && $0.years[figure.series.indicator]?.contains(figure.observation.period.year) ?? false
            }
        }
    }
}
