internal import Indicators
internal import Record

extension GapParts {
    /// The years that a flow target counts so far, in words.
    struct FlowSpan {
        /// The first and the last year.
        let years: String
        /// How many of them have a figure.
        let count: Int
        /// Whether there are estimates among the figures: empty, or a remark.
        let estimated: BilingualText
        /// How many years have no figure: empty, or a remark.
        let missing: BilingualText
    }

    /// The steps of a flow target; nil for one that is undefined.
    ///
    /// - Parameter taken: what the years together make.
    func flowSteps(_ taken: (GapParts, FlowSpan) -> BilingualText?) -> [BilingualText?] {
        [prior, flowSpan.flatMap { taken(self, $0) }, missing, progress, path, pace, needed, projection]
    }

    /// The years whose figures a flow takes together.
    var flowYears: Set<Int> { priorYears.union(flowObservations.map(\.period.year)) }

    private var flowSpan: FlowSpan? {
        guard let span else { return nil }
        let count = flowObservations.count
        let none = BilingualText(english: "", chinese: "")
        return FlowSpan(
            years: "\(span.lowerBound)–\(span.upperBound)", count: count,
            estimated: gap.estimated
                ? BilingualText(english: ", estimates among them", chinese: "（含估计值）") : none,
            missing: gap.partial
                ? BilingualText(
                    english: "; \(span.count - count) of \(span.count) years have none",
                    chinese: "，另缺\(span.count - count)年数据") : none)
    }

    private var pace: BilingualText? {
        guard let ratio = gap.paceRatio, let base = terms.baseYear else { return nil }
        return paceAlone(ratio, since: base)
    }

    private var projection: BilingualText? {
        guard let value = gap.projectedValue, gap.year ?? 0 < terms.targetYear else { return nil }
        return BilingualText(
            english: "If it goes on like this, \(rounded(value).english) comes together by \(terms.targetYear).",
            chinese: "照此推算，到\(terms.targetYear)年累计\(rounded(value).chinese)。")
    }
}
