/// A table for people: a caption, headed columns, and rows whose first cell may be their heading.
struct PageTable {
    /// A column.
    struct Column {
        let title: String
        /// Whether it is set to the right.
        var isNumber = false
        /// Whether its cells are sentences or long names, which need room on narrow screens too.
        var isLong = false

        fileprivate var style: String? { isNumber ? "number" : isLong ? "long" : nil }
    }

    /// What the table is about.
    let caption: String
    let columns: [Column]
    /// The cells of each row, one a column.
    var rows: [[Markup]]
    /// Names the table's look.
    var style: String?

    /// The table as HTML. On narrow screens it scrolls by itself, which the keyboard can do too.
    var markup: Markup {
        let head = columns.map { column in
            Markup.tag("th", ["scope": "col", "class": column.style], .name(column.title))
        }
        let body = rows.map { cells in
            Markup.element(
                "tr", [],
                cells.enumerated().map { index, cell in
                    index == 0
                        ? Markup.tag("th", ["scope": "row", "class": columns[index].style], cell)
                        : Markup.tag(
                            "td",
                            ["class": columns[index].style, "data-title": columns[index].title], cell)
                })
        }
        return .tag(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
            .tag(
                "table", ["class": style], .tag("caption", [:], .text(caption)),
                .tag("thead", [:], .element("tr", [], head)), .element("tbody", [], body)))
    }
}
