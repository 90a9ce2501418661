internal import Indicators

/// Regions as tiles of a grid.
struct TileMap {
    /// A region's tile.
    struct Tile {
        let row: Int
        let column: Int
        let name: String
        /// What is written on it: a value, and what marks that it is of another year.
        let value: String
        let mark: String
        /// The class of its colour; `none` where there is nothing to show.
        let style: String
        /// What is told of it.
        let words: String
        /// Where it leads; nil: nowhere.
        let link: String?
        /// A small chart within; nothing in the map of values.
        var inner: [Markup] = []

        /// A tile with nothing to show but a name.
        ///
        /// - Parameter lack: what isn't there, such as `no figure`.
        static func empty(
            at place: Region.Tile, _ name: String, lack: BilingualText, link: String?, _ context: PageContext
        ) -> Tile {
            Tile(
                row: place.row, column: place.column, name: name, value: "", mark: "", style: "none",
                words: context.say("\(name): \(lack.english)", "\(name)：\(lack.chinese)"), link: link)
        }
    }

    let tiles: [Tile]
    /// How wide and high a tile is, with the space about it.
    let size: (width: Double, height: Double)

    /// What the names of its tiles begin with.
    let id: String

    init(_ tiles: [Tile], size: (width: Double, height: Double) = (92, 58), id: String = "tile") {
        (self.tiles, self.size, self.id) = (tiles, size, id)
    }

    var width: Double { Double(tiles.map(\.column).max() ?? 0) * size.width + 8 }
    var height: Double { Double(tiles.map(\.row).max() ?? 0) * size.height + 8 }

    /// The corner of a tile.
    func corner(_ tile: Tile) -> (x: Double, y: Double) {
        (4 + Double(tile.column - 1) * size.width, 4 + Double(tile.row - 1) * size.height)
    }

    /// The picture's content.
    var content: [Markup] {
        // Said once: a map has a hundred texts.
        [.element("g", [Markup.Attribute(name: "text-anchor", value: "middle")], tiles.map(drawn))]
    }

    private func drawn(_ tile: Tile) -> Markup {
        let (x, y) = corner(tile)
        let box = Markup.box(
            "tile \(tile.style)", x: x + 2, y: y + 2, width: size.width - 4, height: size.height - 4, rounding: 5)
        let texts: [Markup] = [
            .label(tile.name, at: (x + size.width / 2, y + 18), style: "t-name"),
            .label(tile.value, at: (x + size.width / 2, y + 34), style: "t-value"),
            .label(tile.mark, at: (x + size.width / 2, y + 48), style: "t-year"),
        ]
        let drawn = Markup.element(
            "g",
            [
                Markup.Attribute(name: "class", value: tile.style),
                Markup.Attribute(name: "id", value: "\(id)-\(tile.row)-\(tile.column)"),
            ],
            [.tag("title", [:], .text(tile.words)), box] + tile.inner + texts)
        guard let link = tile.link else { return drawn }
        return .tag("a", ["href": link, "aria-label": tile.words], drawn)
    }

    /// The three tiles of China's map for which the shipped record has no figures.
    static let absent: [(row: Int, column: Int, name: BilingualText)] = [
        (8, 9, BilingualText(english: "Taiwan", chinese: "台湾")),
        (9, 8, BilingualText(english: "Hong Kong", chinese: "香港")),
        (10, 7, BilingualText(english: "Macao", chinese: "澳门")),
    ]
}
