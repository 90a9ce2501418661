public import Indicators

/// All that is configured: the settings, and the catalog that they name.
public struct MosaicConfiguration: Sendable {
    /// The service's settings.
    public let settings: Settings
    /// Regions, indicators and targets.
    public let catalog: Catalog
    /// The mappings of foreign files, by name: `mappings/*.yaml` beside the indicators.
    public let mappings: [Mapping]
    /// What is fetched, by name: `fetch/*.yaml` beside the settings.
    public let sources: [FetchSource]

    /// A configuration of settings, catalog, mappings and sources that were read already.
    public init(settings: Settings, catalog: Catalog, mappings: [Mapping] = [], sources: [FetchSource] = []) {
        self.settings = settings
        self.catalog = catalog
        self.mappings = mappings
        self.sources = sources
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
            names = Self.names(in: folder, of: files)
            mappings = names.map {
                MappingReader(file: "\(folder)/\($0).yaml", catalog: catalog.catalog, forms: forms)
            }
        }
        let found = mappings.indices.compactMap { mappings[$0].read(from: files) }
        if let draft { reader.requireNames(of: draft, mappings: names, forms: forms) }
        let place = CatalogPaths.resolve("fetch", besideFile: path)
        let taken = (draft?.settings.inbox.folders ?? []).map(\.name) + [InboxSettings.standardName]
        var sources = Self.names(in: place, of: files).map { name in
            FetchSourceReader(
                file: "\(place)/\(name).yaml", name: name, mappings: names, forms: forms, taken: taken)
        }
        let fetched = sources.indices.compactMap { sources[$0].read(from: files) }
        // What only follows from a fault of the catalog is not told.
        let isCatalogWhole = catalog.faults.allSatisfy { !$0.hasErrors }
        if let draft, isCatalogWhole { reader.requireIndicators(of: draft, in: catalog.catalog) }
        let faults = ConfigFaults(
            files: [reader.faults.diagnostics] + sources.map(\.faults.diagnostics) + catalog.faults
                + (isCatalogWhole ? mappings.map(\.faults.diagnostics) : []))
        guard faults.files.isEmpty, let draft else { throw faults }
        return Self(settings: draft.settings, catalog: catalog.catalog, mappings: found, sources: fetched)
    }

    /// The names of the YAML files in a folder, without their ending.
    private static func names(in folder: String, of files: any FileReading) -> [String] {
        files.names(inFolder: folder).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(".yaml".count)) }.sorted()
    }
}
