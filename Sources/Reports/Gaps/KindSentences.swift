internal import Indicators

/// What the explanation of a gap says of one kind of target.
struct KindSentences: Sendable {
    /// What is made of the parts of a gap.
    typealias Made<Value> = @Sendable (GapParts) -> Value

    /// The kind.
    let kind: TargetKind
    /// What the plan asks, as it goes on after "asks for".
    let asked: Made<BilingualText>
    /// The steps of the explanation in their order; nil for one that is undefined.
    let steps: Made<[BilingualText?]>
    /// The years whose figures the steps use.
    let years: Made<Set<Int>>
    /// How a yearly pace is told; nil for a kind without a pace.
    let pace: YearlyPace?
}

/// How a kind tells what each remaining year needs, and what a year has brought of late.
struct YearlyPace: Sendable {
    /// What a year needs and what it has brought since a year: both steps, or both growth ratios.
    struct Comparison: Sendable {
        let required: Double
        let recent: Double
        let since: Int
        let isGrowth: Bool
    }

    /// A yearly step with its unit.
    let step: @Sendable (GapParts, Double) -> BilingualText
    /// The clause about what is needed, made of the step's words.
    let needed: @Sendable (_ step: BilingualText) -> BilingualText
    /// Both paces; nil if one of them is undefined.
    let comparison: KindSentences.Made<Comparison?>
}

extension KindSentences {
    /// A kind of the level family.
    ///
    /// - Parameters:
    ///   - asked: what the plan asks.
    ///   - formula: how the level comes from the base, given the base and the plan's number; nil if the plan states it.
    static func level(
        _ kind: TargetKind, asked: @escaping Made<BilingualText>,
        formula: (@Sendable (TargetTerms, _ base: String, _ stated: String) -> String)? = nil
    ) -> KindSentences {
        KindSentences(
            kind: kind, asked: asked, steps: { $0.levelSteps(formula) }, years: \.levelYears,
            pace: YearlyPace(
                step: { $0.difference($1) },
                needed: { BilingualText(english: "a change of \($0.english) a year", chinese: "每年变化\($0.chinese)") },
                comparison: \.levelPaces))
    }

    /// A kind of the flow family.
    ///
    /// - Parameters:
    ///   - pace: how a yearly pace is told; nil for a kind without a pace.
    ///   - asked: what the plan asks.
    ///   - taken: what the years together make.
    static func flow(
        _ kind: TargetKind, pace: YearlyPace?, asked: @escaping Made<BilingualText>,
        taken: @escaping @Sendable (GapParts, GapParts.FlowSpan) -> BilingualText?
    ) -> KindSentences {
        KindSentences(
            kind: kind, asked: asked, steps: { $0.flowSteps(taken) }, years: \.flowYears, pace: pace)
    }
}

extension YearlyPace {
    /// The pace of flows.
    ///
    /// - Parameter recent: what a year has brought, given the target's value and the number of years since the base.
    static func flow(
        needed: @escaping @Sendable (_ step: BilingualText) -> BilingualText,
        recent: @escaping @Sendable (_ value: Double, _ years: Double) -> Double?
    ) -> YearlyPace {
        YearlyPace(step: { $0.rounded($1) }, needed: needed) { parts in
            guard let base = parts.terms.baseYear, let span = parts.span, let required = parts.gap.requiredStep,
                let value = parts.gap.value, let recent = recent(value, Double(span.count))
            else { return nil }
            return Comparison(required: required, recent: recent, since: base, isGrowth: false)
        }
    }
}
