/// The way that a plan draws from its base year to its target year: docs/methods.md, rule 40.
public struct PlanLine: Hashable, Sendable {
    /// Where the line is at the end of a year.
    public struct Point: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The level, in the unit of the target's gap.
        public let value: Double

        /// A point of a line.
        public init(year: Int, value: Double) {
            self.year = year
            self.value = value
        }
    }

    /// A point for each year from the base to the target, ascending; none where there is no line.
    public let points: [Point]

    /// The line of a target.
    ///
    /// - Parameters:
    ///   - terms: what the plan asks.
    ///   - observations: of the target's series, one a year, ascending.
    ///   - asOfYear: later observations do not exist.
    public init(of terms: TargetTerms, observations: [Observation], asOfYear: Int) {
        points = terms.kind.line(
            TargetQuestion(
                terms: terms, observations: observations, reference: [], asOfYear: asOfYear, window: 0))
    }
}
