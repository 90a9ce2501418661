/// A map of regions with a slider over the years, and the table that both are made of.
///
/// The slider needs a script. Without one the map shows the last year, and the table all of them.
struct YearMap {
    /// A year, and what is to be told of the map in it.
    struct Year {
        let year: Int
        let told: String
    }

    /// What a region has of a year.
    struct Cell {
        /// The class of its colour.
        let style: String
        /// What the table says.
        let text: String
        /// The year that its tile names; nil: its own.
        var mark: Int?
    }

    /// A region's years.
    struct Row {
        let name: String
        let link: String
        /// Its place on the map; nil: it has none.
        let tile: (row: Int, column: Int)?
        /// A cell a year; nil where there is nothing of it.
        let cells: [Cell?]
    }

    /// How a tile says what it shows, beside the words of the page.
    struct Wording {
        /// The mark of a tile, with `{year}`.
        let mark: String
        /// A tile in words, with `{name}`, `{year}` and `{value}`.
        let words: String
    }

    /// Names the parts of the map.
    let id: String
    let heading: String
    /// The map of the last year; nil: no region has a tile.
    let drawing: Drawing?
    let years: [Year]
    let rows: [Row]
    /// What the table is about.
    let caption: String
    let legend: Markup
    let wording: Wording
    /// Whether a region without a figure of a year is shown by an earlier one.
    let carriesOn: Bool
    /// What is said below the table.
    var rest: Markup = .nothing

    /// The section of the page.
    func markup(for context: PageContext) -> Markup {
        .tag(
            "section",
            [
                "class": "years-map", "data-years": carriesOn ? "carried" : "own", "data-mark": wording.mark,
                "data-words": wording.words, "aria-labelledby": "\(id)-heading",
            ], .tag("h2", ["id": "\(id)-heading"], .text(heading)),
            drawing.map { picture($0, context) } ?? .nothing, table(context))
    }

    private func picture(_ drawing: Drawing, _ context: PageContext) -> Markup {
        guard let last = years.last else { return .nothing }
        let most = String(years.count - 1)
        let slider = Markup.tag(
            "div", ["class": "slider", "hidden": ""],
            .tag("label", ["for": "\(id)-year"], .text(context.say("Year", "年份"))),
            .tag(
                "input",
                ["type": "range", "id": "\(id)-year", "min": "0", "max": most, "value": most, "step": "1"]),
            .tag("output", ["for": "\(id)-year"], .text(String(last.year))))
        return .tag(
            "div", ["class": "map"], .when(years.count > 1, slider), drawing.markup,
            .tag("p", ["class": "note", "aria-live": "polite"], .text(last.told)), legend)
    }

    /// Regions × years: what the map is made of, for those who read words, and for the slider.
    private func table(_ context: PageContext) -> Markup {
        let head =
            [Markup.tag("th", ["scope": "col"], .text(context.say("Region", "地区")))]
            + years.map { year in
                .tag("th", ["scope": "col", "data-told": year.told], .text(String(year.year)))
            }
        let body = rows.map { row in
            let cells = row.cells.map { cell -> Markup in
                guard let cell else { return .tag("td") }
                return .tag(
                    "td", ["data-s": cell.style, "data-m": cell.mark.map { String($0) }],
                    .text(cell.text))
            }
            return Markup.element(
                "tr",
                [
                    Markup.Attribute(
                        name: "data-tile", value: row.tile.map { "\(id)-\($0.row)-\($0.column)" } ?? "–")
                ], [.tag("th", ["scope": "row"], .tag("a", ["href": row.link], .name(row.name)))] + cells)
        }
        return .tag(
            "details", [:], .tag("summary", [:], .text(context.say("The same as a table", "以表格显示"))),
            .tag(
                "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
                .tag(
                    "table", ["class": "years"], .tag("caption", [:], .text(caption)),
                    .tag("thead", [:], .element("tr", [], head)), .element("tbody", [], body))), rest)
    }
}
