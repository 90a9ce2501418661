/// Regions, indicators and targets: everything that Mosaic knows before the first observation.
///
/// Ids are unique, names of regions name one region each; `Config` reports what is not.
public struct Catalog: Sendable {
    /// The regions, in the file's order.
    public let regions: [Region]
    /// The indicators, in the file's order.
    public let indicators: [Indicator]
    /// Every row of every target, in the file's order.
    public let targetRows: [Target]
    /// The units that are understood: the built-in ones, and the catalog's own.
    public let units: KnownUnits
    /// Which region is a part of which.
    public let regionTree: RegionTree
    private let regionPositions: [String: Int]
    private let positionsOfRegions: [Identifier<Region>: Int]
    private let indicatorPositions: [Identifier<Indicator>: Int]

    /// Makes a catalog; of two things of one name the first counts.
    public init(
        regions: [Region], indicators: [Indicator], targetRows: [Target] = [], units: KnownUnits = .builtIn
    ) {
        self.regions = regions
        self.indicators = indicators
        self.targetRows = targetRows
        self.units = units
        var names: [String: Int] = [:]
        for (position, region) in regions.enumerated() {
            for name in region.allNames { names[Self.folded(name)] = names[Self.folded(name)] ?? position }
        }
        for (position, region) in regions.enumerated() {
            for code in region.impliedCodes { names[Self.folded(code)] = names[Self.folded(code)] ?? position }
        }
        self.regionPositions = names
        self.indicatorPositions = Dictionary(
            indicators.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let positions = Dictionary(
            regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        regionTree = RegionTree(regions) { positions[$0] }
        positionsOfRegions = positions
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
    public static func folded(_ name: String) -> String { name.lowercased() }
}

extension Catalog {
    /// `did you mean …?` for a text that names no region: the nearest names, each with its region's id.
    ///
    /// A name without its kind of region counts first: 广西省 is 广西, and not 山西省.
    public func regionQuestion(for text: String) -> String? {
        let stem = Self.stem(text)
        let named = regionNames.filter { !stem.isEmpty && Self.stem($0) == stem }
        let names = named.isEmpty ? NearestName.candidates(for: text, among: regionNames) : Array(named.prefix(1))
        guard !names.isEmpty else { return nil }
        let choices = names.map { name in
            let id = region(named: name)?.id.rawValue ?? name
            return id == name ? "\"\(name)\"" : "\"\(name)\" (\(id))"
        }
        return "did you mean \(choices.joined(separator: " or "))?"
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
