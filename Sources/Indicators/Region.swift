/// A nation, one of its divisions of any level, or a cluster of divisions.
public struct Region: Hashable, Sendable, Identifiable {
    /// What a region is: one of these words, or the word for its level.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The word in files and labels.
        public let rawValue: String

        /// The kind of a word, which is not checked.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A country.
        public static let nation = Kind(rawValue: "nation")
        /// A province.
        public static let province = Kind(rawValue: "province")
        /// A city of a province's level.
        public static let municipality = Kind(rawValue: "municipality")
        /// An autonomous region of a province's level.
        public static let autonomousRegion = Kind(rawValue: "autonomous_region")
        /// Regions of one level that are looked at together.
        public static let cluster = Kind(rawValue: "cluster")
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

    /// ISO 3166 code (`CN`, `CN-NM`), or the catalog's own id (`GBA`).
    public let id: Identifier<Region>
    /// GB/T 2260 code, six digits; nil if the region has none.
    public let gbCode: String?
    /// The name.
    public let name: MultilingualText
    /// What the region is.
    public let kind: Kind
    /// The level; nil for a cluster.
    public let level: RegionLevel?
    /// The region of a higher level of which this one is a part, as the catalog's file says it; see ``RegionTree``.
    public let parent: Identifier<Region>?
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
    /// The last year of a division that ended; nil if it is still there.
    public let validTo: Period?
    /// The region that took the place of one that ended.
    public let successor: Identifier<Region>?

    /// A region. Its names may be nobody else's; `Config` checks that.
    ///
    /// - Parameter level: nil stands for the standard level of the kind.
    public init(
        id: Identifier<Region>, gbCode: String?, name: MultilingualText, kind: Kind, level: RegionLevel? = nil,
        parent: Identifier<Region>? = nil, clusters: [Identifier<Region>] = [], partlyIn: [Identifier<Region>] = [],
        aliases: [String] = [], tile: Tile? = nil, validFrom: Period? = nil, validTo: Period? = nil,
        successor: Identifier<Region>? = nil
    ) {
        self.id = id
        self.gbCode = gbCode
        self.name = name
        self.kind = kind
        self.level = level ?? kind.level(among: RegionLevel.standard)
        self.parent = parent
        self.clusters = clusters
        self.partlyIn = partlyIn
        self.aliases = aliases
        self.tile = tile
        self.validFrom = validFrom
        self.validTo = validTo
        self.successor = successor
    }

    /// Every text that the catalog states as a name of this region: id, GB code, the name in each language, aliases.
    public var allNames: [String] {
        var names = [id.rawValue]
        if let gbCode { names.append(gbCode) }
        for version in name.versions { names.append(version.text) }
        return aliases.isEmpty ? names : names + aliases
    }
}

extension Region {
    /// The codes that follow from those that are stated, and name the region where nothing else has that name.
    ///
    /// Of a GB/T 2260 code these are its first two or four digits, if zeros are behind them. Of a country they are its further
    /// codes of ISO 3166-1.
    public var impliedCodes: [String] {
        if kind == .nation { return CountryCodes.others(than: id.rawValue) }
        guard let gbCode, gbCode.utf8.count == 6, gbCode.hasSuffix("00") else { return [] }
        return [String(gbCode.prefix(gbCode.hasSuffix("0000") ? 2 : 4))]
    }
}
