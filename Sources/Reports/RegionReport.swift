public import Formats
public import Indicators

/// A region of the catalog, and of which one it is a part.
public struct RegionReport: Sendable {
    /// The region.
    public let region: Region
    /// The region of which it is a part; nil for one at the top, and for a cluster.
    public let parent: Identifier<Region>?

    /// Reports on every region of a catalog, in its order.
    public static func all(of catalog: Catalog) -> [RegionReport] {
        zip(catalog.regions, catalog.regionTree.parents).map { region, parent in
            RegionReport(region: region, parent: parent.map { catalog.regions[$0].id })
        }
    }
}

extension JSONValue {
    /// A region: its id, names, kind and level, what it is a part of, and the years in which it was there.
    public init(_ report: RegionReport) {
        let region = report.region
        func ids(_ regions: [Identifier<Region>]) -> JSONValue { .array(regions.map { .text($0.rawValue) }) }
        self = [
            "region": .text(region.id.rawValue), "name": .text(region.name[.english]),
            "name_zh": JSONValue(region.name.found(in: .chinese)), "names": JSONValue(region.name),
            "kind": .text(region.kind.rawValue), "level": JSONValue(region.level?.name),
            "parent": JSONValue(report.parent?.rawValue), "gb_code": JSONValue(region.gbCode),
            "clusters": ids(region.clusters), "partly_in": ids(region.partlyIn),
            "aliases": .array(region.aliases.map { .text($0) }), "valid_from": JSONValue(region.validFrom?.year),
            "valid_to": JSONValue(region.validTo?.year), "successor": JSONValue(region.successor?.rawValue),
        ]
    }
}
