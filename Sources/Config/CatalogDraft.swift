internal import Indicators

/// The part of a catalog that could be read, with the faults of its files.
struct CatalogDraft {
    /// The paths of the files; nil for one that can't be read.
    struct Paths {
        var regions: String?
        var indicators: String?
        var targets: String?
        var units: String?

        init() {}

        init(_ paths: CatalogPaths) {
            self.regions = paths.regions
            self.indicators = paths.indicators
            self.targets = paths.targets
            self.units = paths.units
        }
    }

    /// Everything without a fault.
    let catalog: Catalog
    /// The faults of each file.
    let faults: [Diagnostics]

    /// Reads the files. What only follows from a fault of another file is not told.
    ///
    /// - Parameter levels: those that a region can be of; nil if they have a fault.
    init(paths: Paths, levels: [RegionLevel]?, files: any FileReading) {
        var gaps = CatalogGaps(hasAllRegions: false, hasAllIndicators: false)
        var faults: [Diagnostics] = []
        var regions: [Region] = []
        if let path = paths.regions {
            var reader = RegionsReader(file: path, levels: levels)
            gaps.hasAllRegions = reader.read(from: files)
            gaps.faultyRegions = reader.faultyNames
            regions = reader.regions
            faults.append(reader.faults.diagnostics)
        }
        var units = KnownUnits.builtIn
        if let path = paths.units {
            var reader = UnitsReader(file: path)
            gaps.hasAllUnits = reader.read(from: files)
            units = reader.units
            faults.append(reader.faults.diagnostics)
        }
        var catalog = Catalog(regions: regions, indicators: [], units: units)
        if let path = paths.indicators {
            var reader = IndicatorsReader(file: path, known: catalog, gaps: gaps)
            gaps.hasAllIndicators = reader.read(from: files)
            gaps.faultyIndicators = reader.faultyIDs
            catalog = catalog.with(indicators: reader.indicators)
            faults.append(reader.faults.diagnostics)
        }
        if let path = paths.targets {
            var reader = TargetsReader(file: path, names: .catalog(catalog, gaps))
            reader.read(from: files)
            catalog = catalog.with(targetRows: reader.rows)
            faults.append(reader.faults.diagnostics)
        }
        self.catalog = catalog
        self.faults = faults
    }
}
