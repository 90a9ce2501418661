public import Indicators

extension SeriesEvaluation {
    /// What was worked out of other series for a year: a figure, or why there is none.
    public struct Work: Sendable {
        /// The series.
        public let key: SeriesKey
        /// The year.
        public let period: Period
        /// The figure; nil if there is none.
        public let observation: Observation?
        /// Of what it was worked out: `derived from gdp / resident_population`.
        public let source: String
        /// Why there is no figure; nil if there is one.
        public let reason: String?
    }

    /// Of what the figures were worked out; nil if they are recorded.
    public var source: String? {
        if let derivation = indicator.derivation { return derivation.source }
        if aggregate == nil { return nil }
        return indicator.aggregation == .sum ? "sum of its members" : "mean of its members"
    }

    /// The figures that were worked out, by year; none of a series whose figures are recorded.
    public var work: [Work] {
        guard let source else { return [] }
        return series.observations.map {
            Work(key: series.key, period: $0.period, observation: $0, source: source, reason: nil)
        }
    }
}

extension Snapshot {
    /// The years of a derived series in which one of its inputs has a figure, ascending, with the figure or why there is none.
    public func derivedFigures(of key: SeriesKey) -> [SeriesEvaluation.Work] {
        guard let indicator = catalog.indicator(key.indicator), let derivation = indicator.derivation else { return [] }
        let inputs = derivation.inputs.map { series(of: SeriesKey(indicator: $0, region: key.region)) }
        let figures = Dictionary(
            (series(of: key)?.series.observations ?? []).map { ($0.period, $0) }, uniquingKeysWith: { $1 })
        let periods = Set(
            inputs.flatMap { $0?.series.observations.filter { $0.existingValue != nil }.map(\.period) ?? [] })
        return periods.sorted().map { period in
            let gap = figures[period] == nil ? gap(of: indicator, derivation, inputs, in: period.year) : nil
            return SeriesEvaluation.Work(
                key: key, period: period, observation: figures[period], source: derivation.source,
                reason: gap?.description)
        }
    }

    private func gap(
        of indicator: Indicator, _ derivation: Derivation, _ inputs: [SeriesEvaluation?], in year: Int
    ) -> DerivationGap? {
        for (id, input) in zip(derivation.inputs, inputs) where input == nil { return .noFigure(id, year) }
        let years = DerivedYears(of: indicator, derivation, inputs: inputs.compactMap { $0 })
        if case .failure(let gap) = years.figure(of: year, after: nil) { return gap }
        return nil
    }
}
