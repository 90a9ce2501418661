/// Regions, indicators and targets: everything that Mosaic knows before the first observation.
///
/// Ids are unique, names of regions name one region each; `Config` reports what is not.
public struct Catalog: Sendable {
    /// The regions, in the file's order.
    public let regions: [Region]
    /// The indicators, in the file's order.
    public private(set) var indicators: [Indicator]
    /// Every row of every target, in the file's order.
    public private(set) var targetRows: [Target]
    /// The units that are understood: the built-in ones, and the catalog's own.
    public let units: KnownUnits
    /// Which region is a part of which.
    public let regionTree: RegionTree
    private let regionPositions: [String: Int]
    private let positionsOfRegions: [Identifier<Region>: Int]
    private var indicatorPositions: [Identifier<Indicator>: Int]

    /// Makes a catalog; of two things of one name the first counts.
    public init(
        regions: [Region], indicators: [Indicator], targetRows: [Target] = [], units: KnownUnits = .builtIn
    ) {
        self.regions = regions
        self.indicators = indicators
        self.targetRows = targetRows
        self.units = units
        var names: [String: Int] = [:]
        names.reserveCapacity(3 * regions.count)
        func claim(_ name: String, _ position: Int) {
            let index = Self.folded(name)
            if names[index] == nil { names[index] = position }
        }
        for position in regions.indices { for name in regions[position].allNames { claim(name, position) } }
        for position in regions.indices { for code in regions[position].impliedCodes { claim(code, position) } }
        self.regionPositions = names
        indicatorPositions = Self.positions(of: indicators)
        let positions = Self.positions(of: regions)
        regionTree = RegionTree(regions) { positions[$0] }
        positionsOfRegions = positions
    }

    /// The catalog with other indicators. What is known of the regions is not worked out again.
    public func with(indicators: [Indicator]) -> Catalog {
        var catalog = self
        catalog.indicators = indicators
        catalog.indicatorPositions = Self.positions(of: indicators)
        return catalog
    }

    /// The catalog with other targets.
    public func with(targetRows: [Target]) -> Catalog {
        var catalog = self
        catalog.targetRows = targetRows
        return catalog
    }

    /// The positions of some things by their ids; of two of one id that of the first.
    private static func positions<Thing: Identifiable>(of things: [Thing]) -> [Thing.ID: Int] {
        var positions: [Thing.ID: Int] = [:]
        positions.reserveCapacity(things.count)
        for position in things.indices.reversed() { positions[things[position].id] = position }
        return positions
    }

    /// The region of an id, code, name or alias, whatever its case.
    public func region(named name: String) -> Region? {
        regionPositions[Self.folded(name)].map { regions[$0] }
    }

    /// The region of an id.
    public func region(_ id: Identifier<Region>) -> Region? { positionsOfRegions[id].map { regions[$0] } }

    /// A region and all that are parts of it; of a cluster its members too, and their parts.
    public func subtree(of id: Identifier<Region>) -> Set<Identifier<Region>> {
        guard let position = positionsOfRegions[id] else { return [] }
        let members =
            regions[position].kind == .cluster ? regions.indices.filter { regions[$0].clusters.contains(id) } : []
        return Set(([position] + members).flatMap { regionTree.subtree(of: $0) }.map { regions[$0].id })
    }

    /// Where a region stands in the catalog, from 0.
    public func position(ofRegion id: Identifier<Region>) -> Int? { positionsOfRegions[id] }

    /// The indicator of an id.
    public func indicator(_ id: Identifier<Indicator>) -> Indicator? {
        indicatorPositions[id].map { indicators[$0] }
    }

    /// Where an indicator stands in the catalog, from 0.
    public func position(of id: Identifier<Indicator>) -> Int? { indicatorPositions[id] }

    /// The targets in force on a day: of the rows of one id the newest published by then, in the file's order of ids.
    ///
    /// A row without a date has always been known; of rows of one date the last counts.
    public func targets(inForceOn day: CalendarDate) -> [Target] {
        var order: [Identifier<Target>] = []
        var chosen: [Identifier<Target>: Target] = [:]
        let always = CalendarDate(daysSince1970: .min)
        var met: Set<Identifier<Target>> = []
        for row in targetRows {
            if met.insert(row.id).inserted { order.append(row.id) }
            let date = row.sourceDate ?? always
            guard date <= day else { continue }
            if let rival = chosen[row.id], date < rival.sourceDate ?? always { continue }
            chosen[row.id] = row
        }
        return order.compactMap { chosen[$0] }
    }

    /// Every name of every region, for suggestions.
    public var regionNames: [String] { regions.flatMap(\.allNames) }

    /// A name as it is compared: without regard to case.
    public static func folded(_ name: String) -> String {
        // No letter of U+3000 to U+9FFF has a case: names in Chinese are taken as they are.
        let hasNone = name.utf8.allSatisfy { byte in
            byte < 0x80 ? !(65...90).contains(byte) : byte < 0xC0 || (0xE3...0xE9).contains(byte)
        }
        return hasNone ? name : name.lowercased()
    }
}

extension Catalog {
    /// `did you mean …?` for a text that names no region: the nearest names, each with its region's id.
    ///
    /// A name without its kind of region counts first: 广西省 is 广西, and not 山西省.
    public func regionQuestion(for text: String) -> String? { regionWords(for: text)?.english }

    /// The same question in English and Chinese.
    public func regionWords(for text: String) -> BilingualText? {
        let stem = Self.stem(text)
        let named = regionNames.filter { !stem.isEmpty && Self.stem($0) == stem }
        let names = named.isEmpty ? NearestName.candidates(for: text, among: regionNames) : Array(named.prefix(1))
        let choices = names.map { name in
            let id = region(named: name)?.id.rawValue ?? name
            return id == name ? "\"\(name)\"" : "\"\(name)\" (\(id))"
        }
        return NearestName.words(of: choices)
    }

    /// A name without the words for its kind of region, folded.
    private static func stem(_ name: String) -> String {
        let folded = folded(name)
        let kind = kinds.first { folded.hasSuffix($0) && folded != $0 }
        return String(folded.dropLast(kind?.count ?? 0))
    }

    /// Longer ones first, where one ends as another does.
    private static let kinds = [
        "特别行政区", "自治区", "自治州", "地区", "省", "市", "盟", "县", "区", " autonomous region", " municipality",
        " province", " prefecture", " county", " city",
    ]
}
