public import Evaluation
public import Formats
public import Indicators
public import Record

/// A target's gap in English and Chinese: the figures used, each step with its numbers, and what the state means.
public struct GapExplanation: Sendable {
    /// The target and its gap.
    public let target: TargetEvaluation
    /// The year that counts as now.
    public let asOfYear: Int
    /// The figures that the steps use, with their sources and dates, by year.
    public let inputs: [Figure]
    /// From what the target's series, or the one beside which it stands, is derived; empty if they are recorded.
    public let derived: [Indicator]
    /// The steps, a sentence or two each, in the order in which they are worked out.
    public let steps: [BilingualText]
    /// The yearly pace needed after the latest figure over the recent one; nil if one is undefined or leads away.
    public let requiredOverRecent: Double?
    /// What the state means.
    public let verdict: BilingualText
    /// What the reason means, where there is one.
    public let reason: BilingualText?
    /// The word of official plan evaluations that is nearest to the state.
    public let officialWord: String?
    private let catalog: Catalog

    /// Explains a gap.
    ///
    /// - Parameters:
    ///   - target: a target, evaluated.
    ///   - observations: of its series, by year.
    ///   - reference: of the series beside which it stands, by year.
    ///   - figures: those of both series that are published, with their sources, by year; of a derived one those of its inputs.
    ///   - catalog: says what is derived from what.
    ///   - asOfYear: the year that the target was evaluated for.
    ///   - wording: of names and units; where it has no language, names are in that of the sentence.
    public init(
        of target: TargetEvaluation, observations: [Observation], reference: [Observation] = [], figures: [Figure],
        catalog: Catalog = Catalog(regions: [], indicators: []), asOfYear: Int, wording: Wording = Wording()
    ) {
        self.init(
            of: target, sentences: .of(target.target.terms.kind), observations: observations, reference: reference,
            figures: figures, catalog: catalog, asOfYear: asOfYear, wording: wording)
    }

    /// Explains a gap by the sentences of its kind. Without sentences there are no steps.
    init(
        of target: TargetEvaluation, sentences: KindSentences?, observations: [Observation],
        reference: [Observation] = [], figures: [Figure], catalog: Catalog = Catalog(regions: [], indicators: []),
        asOfYear: Int, wording: Wording = Wording()
    ) {
        let parts = sentences.map {
            GapParts(
                target, sentences: $0, observations: observations, reference: reference, figures: figures,
                catalog: catalog, asOfYear: asOfYear, wording: wording)
        }
        let need = GapNeed(
            of: target.target, gap: target.gap, observations: observations, reference: reference, asOfYear: asOfYear)
        self.target = target
        self.asOfYear = asOfYear
        let gap = target.gap
        inputs = parts?.inputs ?? []
        self.catalog = catalog
        let others = target.reference.map { $0.indicator.id == target.indicator.id ? [] : [$0.indicator] } ?? []
        derived = ([target.indicator] + others).filter { $0.derivation != nil }
        requiredOverRecent = parts?.requiredOverRecent
        let last = parts == nil ? nil : target.gap.outlook?.sentence ?? need.sentence.map(\.asSentence)
        steps = ((parts.map { [$0.asked] + $0.sentences.steps($0) } ?? []) + [last]).compactMap { $0 }
        verdict = gap.state.sentence
        reason = gap.reason?.sentence
        officialWord = gap.officialWord(targetYear: target.target.terms.targetYear)
    }
}

extension BilingualText {
    /// What a target needs, said of it.
    fileprivate var asSentence: BilingualText { BilingualText(english: "It \(english).", chinese: "\(chinese)。") }
}

extension GapExplanation {
    /// The unit of a figure that went in, whether it is the target's, of what that stands beside, or of what one is derived from.
    public func unit(of figure: Figure) -> UnitOfMeasure {
        if let input = catalog.indicator(figure.series.indicator) { return input.unit }
        return figure.series == target.target.series
            ? target.indicator.unit : target.reference?.indicator.unit ?? target.indicator.unit
    }
}

extension JSONValue {
    /// An explanation: what begins each object about a target, then `as_of_year`, `gap`, `inputs`, `derived_from`, `steps`,
    /// `required_over_recent_ratio`, `state`, `reason`, `official_zh`. The inputs have the columns of the export. State and
    /// reason are in words.
    public init(_ explanation: GapExplanation) {
        let target = explanation.target
        let unit = target.indicator.unit
        let members: [(String, JSONValue)] = [
            ("as_of_year", .integer(explanation.asOfYear)), ("gap", JSONValue(target.gap)),
            ("inputs", .array(explanation.inputs.map { JSONValue($0, unit: explanation.unit(of: $0)) })),
            ("derived_from", .array(explanation.derived.compactMap { $0.derivation.map { .text($0.formula) } })),
            ("steps", .array(explanation.steps.map { JSONValue($0) })),
            ("required_over_recent_ratio", JSONValue(explanation.requiredOverRecent)),
            ("state", JSONValue(explanation.verdict)),
            ("reason", explanation.reason.map { JSONValue($0) } ?? .null),
            ("official_zh", JSONValue(explanation.officialWord)),
        ]
        self = .object(target.target.members(unit: unit) + members.map { Member(key: $0, value: $1) })
    }

    /// A text in both languages: `{"en","zh"}`.
    public init(_ text: BilingualText) {
        self = ["en": .text(text.english), "zh": .text(text.chinese)]
    }
}
