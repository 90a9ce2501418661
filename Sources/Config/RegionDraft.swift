internal import Formats
internal import Indicators

/// A row of `regions.csv` as far as it could be read.
struct RegionDraft {
    let row: CSVRow
    var id: String?
    var gbCode: String?
    var name: MultilingualText?
    var kind: Region.Kind?
    /// The level; nil for a cluster.
    var level: RegionLevel?
    var parent: Identifier<Region>?
    var clusters: [Identifier<Region>] = []
    var partlyIn: [Identifier<Region>] = []
    var aliases: [String] = []
    var tile: Region.Tile?
    var validFrom: Period?
    var validTo: Period?
    var successor: Identifier<Region>?
    /// Whether a fault was noted of the row.
    var isFaulty = false

    init(_ row: CSVRow) {
        self.row = row
    }

    /// The codes that follow from those of the row; none if the row has a fault.
    var impliedCodes: [String] { kind == .nation || gbCode != nil ? region?.impliedCodes ?? [] : [] }

    /// Whether it is known what the region is.
    var isPlaced: Bool { kind == .cluster || kind != nil && level != nil }

    /// The region; nil if the row has a fault.
    var region: Region? {
        guard !isFaulty, isPlaced, let id, let name, let kind else { return nil }
        return Region(
            id: Identifier(id), gbCode: gbCode, name: name, kind: kind, level: level, parent: parent,
            clusters: clusters, partlyIn: partlyIn, aliases: aliases, tile: tile,
            validFrom: validFrom, validTo: validTo, successor: successor)
    }
}
