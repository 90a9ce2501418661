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
        let tiles = series.compactMap { evaluation -> TileMap.Tile? in
            guard let tile = evaluation.region.tile else { return nil }
            let name = context.name(evaluation.region.name)
            let found = evaluation.sparkPoints(through: newest).last
            let value = found.map { short($0.value) } ?? ""
            let isOther = found.map { $0.year != newest } ?? false
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: name, value: value,
                mark: isOther ? found.map { "(\($0.year))" } ?? "" : "",
                style: found.map { style(of: $0.value, limits) } ?? "none",
                words: found.map { "\(name), \($0.year): \(amount($0.value))" } ?? name,
                link: link(to: evaluation.region))
        }
        let shown = Set(series.map(\.region.id))
        let empty = snapshot.catalog.regions.compactMap { region -> TileMap.Tile? in
            guard let tile = region.tile, !shown.contains(region.id) else { return nil }
            let name = context.name(region.name)
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: name, value: "", mark: "", style: "none",
                words: "\(name): \(context.say("no figure", "无数据"))", link: link(to: region))
        }
        let title = context.say("Map", "地图")
        return .tag(
            "section", ["data-years": "", "aria-labelledby": "map-heading"],
            .tag("h2", ["id": "map-heading"], .text(tiles.isEmpty ? context.say("Year by year", "历年数据") : title)),
            .when(!tiles.isEmpty, picture(tiles + empty, of: newest)), table(limits))
    }

    private func picture(_ tiles: [TileMap.Tile], of year: Int) -> Markup {
        let map = TileMap(tiles + TileMap.absent(from: snapshot.catalog, context))
        let others = tiles.count { !$0.mark.isEmpty }
        let note = note(others, year)
        let slider = Markup.tag(
            "div", ["class": "slider", "hidden": ""],
            .tag("label", ["for": "year"], .text(context.say("Year", "年份"))),
            .tag(
                "input",
                [
                    "type": "range", "id": "year", "min": "0", "max": String(years.count - 1),
                    "value": String(years.count - 1), "step": "1",
                ]),
            .tag("output", ["for": "year"], .text(String(year))))
        return .tag(
            "div", ["class": "map"], slider,
            Drawing(
                width: map.width, height: map.height, id: "map", title: "\(title), \(year)",
                description: context.say(
                    "Each tile is a region: its value, and the year in brackets where that is another. Darker is more.",
                    "每格为一个地区：数值，若为其他年份则括号注明。颜色越深数值越大。"), hasParts: true,
                content: map.content
            ).markup,
            .tag(
                "p",
                [
                    "class": "note", "aria-live": "polite",
                    "data-words": context.say(
                        "{year}: {n} regions have a figure of that year, {m} are shown by an earlier one.",
                        "{year}年：{n}个地区有当年数据，{m}个以更早年份显示。"),
                ], .text(note)),
            legend)
    }

    private func note(_ others: Int, _ year: Int) -> String {
        others == 0
            ? context.say("All figures are of \(year).", "全部为\(year)年数据。")
            : context.say("\(others) tiles show an earlier year, which they name.", "\(others)格显示更早年份的数据并已注明。")
    }

    private var legend: Markup {
        let limits = limits
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

    /// Regions × years: what the map is made of, for those who read numbers, and for the slider.
    private func table(_ limits: [Double]) -> Markup {
        let head = [context.say("Region", "地区")] + years.map(String.init)
        let rows = series.prefix(Self.mostRegions).map { evaluation -> Markup in
            let values = Dictionary(
                evaluation.sparkPoints(through: snapshot.moment.asOfYear).map { ($0.year, $0.value) },
                uniquingKeysWith: { first, _ in first })
            let cells = years.map { year -> Markup in
                guard let value = values[year] else { return .tag("td", [:]) }
                return .tag(
                    "td", ["class": "number", "data-s": style(of: value, limits)], .text(short(value)))
            }
            return .element(
                "tr",
                [
                    Markup.Attribute(
                        name: "data-tile", value: evaluation.region.tile.map { "\($0.row)-\($0.column)" } ?? "–")
                ],
                [
                    .tag(
                        "th", ["scope": "row"],
                        .tag("a", ["href": link(to: evaluation.region)], .name(context.name(evaluation.region.name))))
                ] + cells)
        }
        let caption = context.say(
            "Figures by region and year, in \(context.numbers.shortUnit(indicator.unit))",
            "分地区历年数据（\(context.numbers.shortUnit(indicator.unit))）")
        return .tag(
            "details", [:], .tag("summary", [:], .text(context.say("The same as a table", "以表格显示"))),
            .tag(
                "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
                .tag(
                    "table", ["class": "years"], .tag("caption", [:], .text(caption)),
                    .tag("thead", [:], .element("tr", [], head.map { .tag("th", ["scope": "col"], .text($0)) })),
                    .element("tbody", [], rows))),
            .when(
                series.count > rows.count,
                .tag(
                    "p", ["class": "note"],
                    .text(
                        context.say(
                            "\(series.count - rows.count) further regions are in the API.",
                            "其余\(series.count - rows.count)个地区见API。")))))
    }
}
