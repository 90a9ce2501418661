public import Evaluation
internal import Indicators

/// `/regions`: all regions, on the map where they have a tile, and by level.
public struct RegionsPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let snapshot: Snapshot

    /// The most regions of a level that are listed; what is below opens from its parent.
    private static let mostOfLevel = 200

    /// Makes the page.
    public init(of snapshot: Snapshot, for context: PageContext) {
        (self.snapshot, self.context) = (snapshot, context)
    }

    /// Its heading.
    public var title: String { context.say("Regions", "地区") }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/regions", hasViewpoint: false) }

    /// What it shows.
    public var content: [Markup] { [map] + levels }

    private var map: Markup {
        let counts = Dictionary(grouping: snapshot.targets, by: \.region.id).mapValues(\.count)
        let tiles = snapshot.catalog.regions.compactMap { region -> TileMap.Tile? in
            guard let tile = region.tile else { return nil }
            let count = counts[region.id] ?? 0
            let words = context.say(count == 1 ? "1 target" : "\(count) targets", "\(count)个目标")
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: context.name(region.name),
                value: count > 0 ? words : "", mark: "", style: count > 0 ? "v2" : "v1",
                words: "\(context.name(region.name)), \(words)", link: context.link(["regions", region.id.rawValue]))
        }
        guard !tiles.isEmpty else { return .nothing }
        let map = TileMap(tiles + TileMap.absent(from: snapshot.catalog, context))
        return .tag(
            "div", ["class": "map"],
            Drawing(
                width: map.width, height: map.height, id: "map", title: context.say("Map of regions", "地区地图"),
                description: context.say("Each tile is a region and leads to its page.", "每格为一个地区，点击进入其页面。"),
                hasParts: true, content: map.content
            ).markup)
    }

    private var levels: [Markup] {
        let regions = snapshot.catalog.regions
        let names = Dictionary(grouping: regions, by: \.level)
        let known = names.keys.compactMap { $0 }.sorted()
        let groups =
            known.map { (title: context.name($0), regions: names[$0] ?? []) } + [
                (title: context.say("Clusters", "城市群与区域"), regions: names[nil] ?? [])
            ]
        return groups.filter { !$0.regions.isEmpty }.map { group in
            let links = group.regions.prefix(Self.mostOfLevel).map { Markup.tag("li", [:], context.link(to: $0)) }
            let rest = group.regions.count - links.count
            return .tag(
                "section", [:], .tag("h2", [:], .name(group.title), .text(" (\(group.regions.count))")),
                .element("ul", [Markup.Attribute(name: "class", value: "legend")], links),
                .when(
                    rest > 0,
                    .tag(
                        "p", ["class": "note"],
                        .text(context.say("\(rest) more open from the pages of their parents.", "其余\(rest)个见上级地区页面。"))))
            )
        }
    }
}

extension TileMap {
    /// Tiles for the parts of China that no region of the catalog is, where its map has room for them.
    static func absent(from catalog: Catalog, _ context: PageContext) -> [Tile] {
        guard catalog.region("CN")?.kind == .nation else { return [] }
        let taken = Set(catalog.regions.compactMap(\.tile))
        return absent.filter { tile in
            !taken.contains(Region.Tile(row: tile.row, column: tile.column))
                && catalog.region(named: tile.name.english) == nil
        }.map { tile in
            let words = context.say("not in this record", "本记录未收录")
            return Tile(
                row: tile.row, column: tile.column, name: context.say(tile.name), value: "", mark: words, style: "none",
                words: "\(context.say(tile.name)): \(words)", link: nil)
        }
    }
}
