public import Evaluation
public import Indicators
internal import Statistics

/// The target of a series that was to be met next in a year, and how that year would have seen it: docs/methods.md, rule 46.
public struct NextTarget: Hashable, Sendable {
    /// The target.
    public let target: Target
    /// Its gap, by the figures up to that year.
    public let gap: TargetGap

    /// The targets of a series, one after another in the order of the catalog, for any year.
    public struct Choice: Sendable {
        private let targets: [TargetEvaluation]
        private let observations: [Observation]
        private let references: [[Observation]]
        private let asOfYear: Int

        /// Takes the targets of one series.
        public init(_ targets: [TargetEvaluation], in snapshot: Snapshot) {
            self.targets = targets
            observations = targets.first.flatMap { snapshot.series(of: $0.target.series) }?.series.observations ?? []
            references = targets.map { evaluation in
                evaluation.target.terms.reference.flatMap { snapshot.series(of: $0.series) }?.series.observations ?? []
            }
            asOfYear = snapshot.moment.asOfYear
        }

        /// The first year in which a plan asks for something; nil without targets.
        ///
        /// A plan without a base year asks from the first figure on.
        public var firstYear: Int? {
            targets.compactMap { $0.target.terms.baseYear ?? observations.first?.period.year }.min()
        }

        /// The target of a year: of those whose base has come the first to be met from then on. Where all years are gone, it is the last.
        ///
        /// Nil where no plan had begun. Years after the as-of year are not known.
        public func target(in year: Int) -> NextTarget? {
            let begun = targets.indices.filter { targets[$0].target.terms.baseYear ?? .min <= year }
            func end(_ index: Int) -> Int { targets[index].target.terms.targetYear }
            let coming = begun.filter { end($0) >= year }
            guard year <= asOfYear,
                let index = coming.min(by: { end($0) < end($1) }) ?? begun.max(by: { end($0) < end($1) })
            else { return nil }
            let evaluation = targets[index]
            let gap =
                year == asOfYear
                ? evaluation.gap
                : TargetGap(
                    of: evaluation.target.terms, observations: observations, reference: references[index],
                    asOfYear: year)
            return NextTarget(target: evaluation.target, gap: gap)
        }
    }
}
