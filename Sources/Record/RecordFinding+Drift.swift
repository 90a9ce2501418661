public import Indicators

extension RecordFinding {
    /// Something that can't be, for which there is a backup.
    public static func damage(_ code: String, _ message: String) -> RecordFinding {
        RecordFinding(code, .damage, message, "restore a backup: `mosaic restore FILE`")
    }

    /// What a record and a catalog say of different things, or differently.
    /// - Parameters:
    ///   - series: the record's.
    ///   - units: the unit in which each indicator is recorded.
    public static func drift(
        of series: [SeriesKey], _ units: [Identifier<Indicator>: String], from catalog: Catalog
    ) -> [RecordFinding] {
        let unknownIndicators = Dictionary(
            grouping: series.filter { catalog.indicator($0.indicator) == nil }, by: \.indicator.rawValue)
        let unknownRegions = Dictionary(
            grouping: series.filter { catalog.region($0.region) == nil }, by: \.region.rawValue)
        func note(_ what: String, _ unknown: [String: [SeriesKey]]) -> [RecordFinding] {
            unknown.sorted { $0.key < $1.key }.map { name, series in
                RecordFinding(
                    "unknown_\(what)", .note,
                    "\(series.count) series of \(what) \(name), which the catalog does not name",
                    "they stay, but are neither evaluated nor served; name it in the catalog if they should be")
            }
        }
        let changed = units.sorted { $0.key < $1.key }.compactMap { id, unit -> RecordFinding? in
            guard let indicator = catalog.indicator(id), indicator.unit.symbol != unit else { return nil }
            return RecordFinding(
                "unit_changed", .drift, "\(id) is recorded in \(unit), but the catalog says \(indicator.unit.symbol)",
                "give it its unit back, or make it a new indicator")
        }
        return changed + note("indicator", unknownIndicators) + note("region", unknownRegions)
    }
}
