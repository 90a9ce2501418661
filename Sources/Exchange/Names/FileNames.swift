public import Indicators

/// What a catalog knows of the names in files, by whatever people call a thing.
public struct FileNames: Sendable {
    private var names: CatalogNames

    /// The names of a catalog.
    public init(_ catalog: Catalog) { names = CatalogNames(catalog) }

    /// Whether a text names a region of the catalog, or several.
    public func haveRegion(_ text: String) -> Bool { !names.regionNames.named(text).positions.isEmpty }

    /// Whether a text names an indicator of the catalog, or several; a known unit may stand in brackets behind a title.
    public mutating func haveIndicator(_ text: String) -> Bool {
        names.indicator(text.utf8.span) != nil || !names.indicatorNames.rivals(for: text).isEmpty
    }
}
