/// The nation, one of its provincial-level divisions, or a cluster of them.
public struct Region: Hashable, Sendable, Identifiable {
    /// What a region is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case nation
        case province
        case municipality
        case autonomousRegion = "autonomous_region"
        case cluster
    }

    /// Where a region stands on the tile map; rows and columns from 1.
    public struct Tile: Hashable, Sendable {
        /// The row, from the north.
        public let row: Int
        /// The column, from the west.
        public let column: Int

        /// A tile by its row and column.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// ISO 3166-2 code (`CN`, `CN-NM`), or the cluster's own id (`GBA`).
    public let id: Identifier<Region>
    /// GB/T 2260 code, six digits; clusters have none.
    public let gbCode: String?
    /// English and Chinese name.
    public let name: BilingualText
    /// Nation, province, municipality, autonomous region or cluster.
    public let kind: Kind
    /// The clusters that the region belongs to whole.
    public let clusters: [Identifier<Region>]
    /// The clusters that hold a part of the region.
    public let partlyIn: [Identifier<Region>]
    /// Further names, accepted wherever a region is read.
    public let aliases: [String]
    /// The tile of the region on the map; nil if it has none.
    public let tile: Tile?
    /// The first year of a division that began later than the record; nil if it has always been there.
    public let validFrom: Period?

    /// A region. Its names may be nobody else's; `Config` checks that.
    public init(
        id: Identifier<Region>, gbCode: String?, name: BilingualText, kind: Kind, clusters: [Identifier<Region>] = [],
        partlyIn: [Identifier<Region>] = [], aliases: [String] = [], tile: Tile? = nil, validFrom: Period? = nil
    ) {
        self.id = id
        self.gbCode = gbCode
        self.name = name
        self.kind = kind
        self.clusters = clusters
        self.partlyIn = partlyIn
        self.aliases = aliases
        self.tile = tile
        self.validFrom = validFrom
    }

    /// Whether the region is a division of the first level, of which nation and clusters consist.
    public var isProvincial: Bool { kind != .nation && kind != .cluster }

    /// Every text that names this region: id, GB code, both names, aliases.
    public var allNames: [String] {
        [id.rawValue] + (gbCode.map { [$0] } ?? []) + [name.english, name.chinese] + aliases
    }
}
