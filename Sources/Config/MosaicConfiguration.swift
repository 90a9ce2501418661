public import Indicators

/// All that is configured: the settings, and the catalog that they name.
public struct MosaicConfiguration: Sendable {
    /// The service's settings.
    public let settings: Settings
    /// Regions, indicators and targets.
    public let catalog: Catalog
    /// The mappings of foreign files, by name: `mappings/*.yaml` beside the indicators.
    public let mappings: [Mapping]

    /// A configuration of settings, catalog and mappings that were read already.
    public init(settings: Settings, catalog: Catalog, mappings: [Mapping] = []) {
        self.settings = settings
        self.catalog = catalog
        self.mappings = mappings
    }

    /// Reads a settings file and the catalog's files that it names.
    ///
    /// - Parameter forms: the names of the forms that mappings may ask for; nil: any.
    /// - Throws: every fault of all the files, so far as they can be read.
    public static func load(
        path: String, files: any FileReading = DiskFiles(), forms: [String]? = nil
    ) throws(ConfigFaults) -> Self {
        var reader = SettingsReader(file: path)
        let draft = reader.read(from: files)
        let catalog = CatalogDraft(
            paths: draft?.catalog ?? CatalogDraft.Paths(), levels: draft?.levels, files: files)
        var mappings: [MappingReader] = []
        var names: [String] = []
        if let folder = draft?.catalog.indicators.map({ CatalogPaths.resolve("mappings", besideFile: $0) }) {
            names = files.names(inFolder: folder).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
                .map { String($0.dropLast(".yaml".count)) }.sorted()
            mappings = names.map {
                MappingReader(file: "\(folder)/\($0).yaml", catalog: catalog.catalog, forms: forms)
            }
        }
        let found = mappings.indices.compactMap { mappings[$0].read(from: files) }
        if let draft { reader.requireNames(of: draft, mappings: names, forms: forms) }
        // What only follows from a fault of the catalog is not told.
        let isCatalogWhole = catalog.faults.allSatisfy { !$0.hasErrors }
        if let draft, isCatalogWhole { reader.requireIndicators(of: draft, in: catalog.catalog) }
        let faults = ConfigFaults(
            files: [reader.faults.diagnostics] + catalog.faults
                + (isCatalogWhole ? mappings.map(\.faults.diagnostics) : []))
        guard faults.files.isEmpty, let draft else { throw faults }
        return Self(settings: draft.settings, catalog: catalog.catalog, mappings: found)
    }
}
