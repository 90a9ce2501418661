internal import Config
internal import Evaluation
internal import Indicators
internal import Record

/// What of a catalog the service evaluates: all of it, or its share and what that needs.
struct EvaluatedPart {
    /// Evaluates it.
    let evaluator: Evaluator
    /// The indicators that are served; nil: all.
    let served: Set<Identifier<Indicator>>?
    /// What is read of the record.
    let selection: SeriesSelection

    /// The part that settings name.
    init(of configuration: MosaicConfiguration) {
        let catalog = configuration.catalog
        served = configuration.settings.shard?.indicators(of: catalog)
        let part = served.map { catalog.part(for: $0) }
        evaluator = Evaluator(catalog: part ?? catalog)
        selection = SeriesSelection(indicators: part.map { Set($0.indicators.map(\.id)) })
    }

    /// Of some series those that belong to it.
    func own(among series: [Series]) -> [Series] {
        served == nil ? series : series.filter { selection.includes($0.key) }
    }
}
