public import Indicators

/// All that is configured: the settings, and the catalog that they name.
public struct MosaicConfiguration: Sendable {
    /// The service's settings.
    public let settings: Settings
    /// Regions, indicators and targets.
    public let catalog: Catalog

    /// Makes a configuration of its parts.
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

extension Settings {
    /// Reads a settings file alone.
    ///
    /// - Throws: every fault of the file.
    public static func load(path: String, files: any FileReading = DiskFiles()) throws(ConfigFaults) -> Settings {
        var reader = SettingsReader(file: path)
        let draft = reader.read(from: files)
        let faults = ConfigFaults(files: [reader.faults.diagnostics])
        guard faults.files.isEmpty, let draft else { throw faults }
        return draft.settings
    }
}

extension Catalog {
    /// Reads a catalog's three files.
    ///
    /// - Throws: every fault of all the files, so far as they can be read.
    public static func load(from paths: CatalogPaths, files: any FileReading = DiskFiles()) throws(ConfigFaults)
        -> Catalog
    {
        let draft = CatalogDraft(paths: CatalogDraft.Paths(paths), files: files)
        let faults = ConfigFaults(files: draft.faults)
        guard faults.files.isEmpty else { throw faults }
        return draft.catalog
    }
}

extension Target {
    /// Reads a file of targets against regions and indicators that are already there: its rows, in the file's order.
    ///
    /// - Throws: every fault of the file.
    public static func load(
        path: String, in catalog: Catalog, files: any FileReading = DiskFiles()
    ) throws(ConfigFaults) -> [Target] {
        var reader = TargetsReader(file: path, names: .catalog(catalog))
        reader.read(from: files)
        let faults = ConfigFaults(files: [reader.faults.diagnostics])
        guard faults.files.isEmpty else { throw faults }
        return reader.rows
    }
}
