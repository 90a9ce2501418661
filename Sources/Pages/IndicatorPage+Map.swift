internal import Evaluation
internal import Indicators

extension IndicatorPage {
    /// The limits between the five classes of colour: the fifths of all figures on the map, whatever their year.
    private var limits: [Double] {
        let values = series.flatMap { $0.sparkPoints(through: snapshot.moment.asOfYear).map(\.value) }.sorted()
        guard values.count > 5 else { return [] }
        return (1...4).map { values[values.count * $0 / 5] }
    }

    private func style(of value: Double, _ limits: [Double]) -> String {
        "v\(1 + limits.count { value >= $0 })"
    }

    /// The map of the newest year, a slider that shows the others, and the table that both are made of.
    var map: Markup {
        let limits = limits
        guard let newest = years.last, !series.isEmpty else { return .nothing }
        let tiles = tiles(of: newest, limits)
        let hasTiles = tiles.contains { $0.style != "none" }
        let caption = context.say(
            "Figures by region and year, in \(context.numbers.shortUnit(indicator.unit))",
            "分地区历年数据（\(context.numbers.shortUnit(indicator.unit))）")
        let shown = series.prefix(Self.mostRegions)
        let known = series.map { $0.sparkPoints(through: newest).map(\.year) }
        return YearMap(
            id: "tile", heading: hasTiles ? context.say("Map", "地图") : context.say("Year by year", "历年数据"),
            drawing: hasTiles ? drawing(tiles, of: newest) : nil,
            years: years.map { YearMap.Year(year: $0, told: told(of: $0, known)) },
            rows: shown.map { row(of: $0, limits) }, caption: caption, legend: legend(limits),
            wording: YearMap.Wording(
                mark: "({year})", words: words("{name}", "{year}", "{value}")),
            carriesOn: true,
            rest: context.rest(
                series.count - shown.count, of: "/api/v1/observations", ["indicator": indicator.id.rawValue])
        ).markup(for: context)
    }

    /// The tiles of the regions that have figures, and of those that have none.
    private func tiles(of year: Int, _ limits: [Double]) -> [TileMap.Tile] {
        let found = Dictionary(
            series.map { ($0.region.id, $0.sparkPoints(through: year).last) }, uniquingKeysWith: { first, _ in first })
        return snapshot.catalog.regions.compactMap { region in
            guard let tile = region.tile else { return nil }
            let name = context.name(region.name)
            guard let newest = found[region.id] ?? nil else {
                let lack = BilingualText(english: "no figure", chinese: "无数据")
                return .empty(at: tile, name, lack: lack, link: link(to: region), context)
            }
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: name, value: short(newest.value),
                mark: newest.year == year ? "" : "(\(newest.year))", style: style(of: newest.value, limits),
                words: words(name, String(newest.year), short(newest.value)),
                link: link(to: region))
        }
    }

    /// A tile in words.
    private func words(_ name: String, _ year: String, _ value: String) -> String {
        let amount = context.numbers.joined(value, indicator.unit)
        return context.say("\(name), \(year): \(amount)", "\(name)，\(year)年：\(amount)")
    }

    private func drawing(_ tiles: [TileMap.Tile], of year: Int) -> Drawing {
        let map = TileMap(tiles + TileMap.absent(from: snapshot.catalog, context))
        return Drawing(
            width: map.width, height: map.height, id: "map", title: "\(title), \(year)",
            description: context.say(
                "Each tile is a region: its value, and the year in brackets where that is another. Darker is more.",
                "每格为一个地区：数值，若为其他年份则括号注明。颜色越深数值越大。"), hasParts: true, content: map.content)
    }

    /// How many regions have a figure of a year, and how many are shown by an earlier one.
    ///
    /// - Parameter known: the years of the figures of each region, ascending.
    private func told(of year: Int, _ known: [[Int]]) -> String {
        let (own, all) = (known.count { $0.contains(year) }, known.count { ($0.first ?? .max) <= year })
        guard own < all else {
            return context.say(
                "\(year): all \(own) figures are of that year.", "\(year)年：全部\(own)个地区均为当年数据。")
        }
        return context.say(
            "\(year): \(own) regions have a figure of that year, \(all - own) are shown by an earlier one, which their tiles name.",
            "\(year)年：\(own)个地区有当年数据，\(all - own)个以更早年份显示并已注明。")
    }

    private func legend(_ limits: [Double]) -> Markup {
        guard limits.count == 4 else { return .nothing }
        let numbers = limits.map(short)
        let texts =
            ["< \(numbers[0])"] + zip(numbers, numbers.dropFirst()).map { "\($0) – \($1)" } + ["≥ \(numbers[3])"]
        return .element(
            "ul", [Markup.Attribute(name: "class", value: "legend")],
            texts.enumerated().map { index, text in
                .tag(
                    "li", [:],
                    .tag(
                        "svg", ["width": "18", "height": "18", "viewBox": "0 0 18 18", "aria-hidden": "true"],
                        .box("tile v\(index + 1)", x: 1, y: 1, width: 16, height: 16, rounding: 3)), .text(" \(text)"))
            })
    }

    private func row(of evaluation: SeriesEvaluation, _ limits: [Double]) -> YearMap.Row {
        let values = Dictionary(
            evaluation.sparkPoints(through: snapshot.moment.asOfYear).map { ($0.year, $0.value) },
            uniquingKeysWith: { first, _ in first })
        return YearMap.Row(
            name: context.name(evaluation.region.name), link: link(to: evaluation.region),
            tile: evaluation.region.tile.map { ($0.row, $0.column) },
            cells: years.map { year in
                values[year].map { YearMap.Cell(style: style(of: $0, limits), text: short($0)) }
            })
    }
}
