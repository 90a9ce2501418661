public import Indicators

/// All that is configured: the settings, and the catalog that they name.
public struct MosaicConfiguration: Sendable {
    /// The service's settings.
    public let settings: Settings
    /// Regions, indicators and targets.
    public let catalog: Catalog

    /// A configuration of settings and catalog that were read already.
    public init(settings: Settings, catalog: Catalog) {
        self.settings = settings
        self.catalog = catalog
    }

    /// Reads a settings file and the catalog's files that it names.
    ///
    /// - Throws: every fault of all the files, so far as they can be read.
    public static func load(path: String, files: any FileReading = DiskFiles()) throws(ConfigFaults) -> Self {
        var reader = SettingsReader(file: path)
        let draft = reader.read(from: files)
        let catalog = CatalogDraft(paths: draft?.catalog ?? CatalogDraft.Paths(), files: files)
        let faults = ConfigFaults(files: [reader.faults.diagnostics] + catalog.faults)
        guard faults.files.isEmpty, let draft else { throw faults }
        return Self(settings: draft.settings, catalog: catalog.catalog)
    }
}
