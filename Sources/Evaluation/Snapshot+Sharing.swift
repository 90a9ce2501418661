internal import Indicators

extension Snapshot {
    /// Whether it was evaluated against the catalog of another, the very one and not an equal one.
    public func isOfCatalog(of other: Snapshot) -> Bool {
        Self.isShared(catalog.regions, other.catalog.regions)
            && Self.isShared(catalog.indicators, other.catalog.indicators)
    }

    /// The positions of the indicators whose evaluations are those of another snapshot of the catalog, taken over.
    ///
    /// It compares where they are kept and not what they are, so that it costs next to nothing.
    public func sharedIndicators(with other: Snapshot) -> Set<Int> {
        Set(
            series.indicators.indices.filter {
                Self.isShared(series.indicators[$0].series, other.series.indicators[$0].series)
            })
    }

    private static func isShared<Element>(_ one: [Element], _ other: [Element]) -> Bool {
        one.span.isIdentical(to: other.span)
    }
}
