public import Evaluation
internal import Indicators
internal import Record
internal import Reports

/// `/`: the plan at a glance.
public struct OverviewPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let rows: [TargetRow]
    private let changes: RecentChanges

    /// The most rows of the plan, and of the table of regions: a page stays small whatever a catalog asks for.
    private static let mostRows = 40
    private static let mostRegions = 40
    private static let mostCells = 400
    /// The most that are named above all else.
    private static let mostBehind = 8

    /// Makes the page.
    ///
    /// - Parameter changes: what the newest batch changed.
    public init(of snapshot: Snapshot, changes: RecentChanges, for context: PageContext) {
        (self.context, self.changes) = (context, changes)
        rows = TargetRow.inOrder(
            GapReport.all(of: snapshot).map { report in
                TargetRow(report: report, context: context)
            })
    }

    /// Its heading.
    public var title: String { context.say("The plan at a glance", "规划进展概览") }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/gaps") }

    /// What it shows.
    public var content: [Markup] { [lead, counts, plan, heat, changes.markup(for: context)] }

    /// Who is behind, by how much, and since when: the first of them by name.
    private var lead: Markup {
        guard !rows.isEmpty else {
            return .tag("p", ["class": "lead"], .text(context.say("The catalog asks for no targets.", "目录中没有目标。")))
        }
        let behind = rows.indices.filter { rows[$0].report.gap.isBehind }.map { (index: $0, lag: rows[$0].lag ?? -1) }
            .sorted { a, b in a.lag != b.lag ? a.lag > b.lag : a.index < b.index }
        let all = context.say(
            "\(behind.count) of \(rows.count) targets are behind their path or were missed.",
            "\(rows.count)个目标中有\(behind.count)个落后于路径或未实现。")
        let shown = behind.prefix(Self.mostBehind)
        let rest = behind.count - shown.count
        let more = context.say(" The \(shown.count) furthest behind:", "落后最多的\(shown.count)个：")
        return .several([
            .tag("p", ["class": "lead"], .tag("strong", [:], .text(all)), .when(rest > 0, .text(more))),
            .element("ol", [Markup.Attribute(name: "class", value: "behind")], shown.map { item(rows[$0.index]) }),
        ])
    }

    /// One that is behind: who, by how much, and since when.
    private func item(_ row: TargetRow) -> Markup {
        let gap = row.report.gap
        let (amount, rest): (String, String)
        if let pathGap = gap.pathGap, pathGap > 0 {
            let share = row.lag.map { context.numbers.percent($0) }
            let task = share.map { context.say(" (\($0) of all that is asked)", "（为全部任务的\($0)）") } ?? ""
            amount = context.say("\(row.distance(pathGap)) behind", "落后\(row.distance(pathGap))")
            rest = task + since(row)
        } else if let far = gap.gap, far > 0, let worst = gap.worstYear {
            amount = context.say("\(row.distance(far)) beyond its limit", "超出界限\(row.distance(far))")
            rest = context.say(" in \(worst)", "（\(worst)年）") + run(row, worst: worst)
        } else if let far = gap.gap, far > 0 {
            amount = context.say("\(row.distance(far)) short of its target", "距目标差\(row.distance(far))")
            rest = since(row)
        } else {
            (amount, rest) = ("", (row.reason ?? "") + since(row))
        }
        return .tag(
            "li", ["class": StateSign.of(gap.state).style], row.names,
            .text(context.say(" by ", "，") + row.year), " ", TargetRow.badge(gap.state, context),
            .tag("br"), .when(!amount.isEmpty, .tag("strong", [:], .text(amount))), .text(rest))
    }

    /// Since when it has been behind.
    private func since(_ row: TargetRow) -> String {
        guard let first = row.report.shortfall?.years.lowerBound else { return "" }
        return context.say(", since \(first)", "，自\(first)年起")
    }

    /// In which years a limit was broken, where the worst of them does not say so already.
    private func run(_ row: TargetRow, worst: Int) -> String {
        guard let years = row.report.shortfall?.years else { return "" }
        if years.upperBound == row.report.gap.year { return since(row) }
        if years == worst...worst { return "" }
        let words = years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
        return context.say(", last in \(words)", "，最近为\(words)年")
    }

    private var counts: Markup {
        var found: [TargetState: (targets: Int, outlooks: Int)] = [:]
        for index in rows.indices {
            let (state, hasOutlook) = (rows[index].report.gap.state, rows[index].report.gap.outlook != nil)
            found[state, default: (0, 0)].targets += 1
            found[state, default: (0, 0)].outlooks += hasOutlook ? 1 : 0
        }
        let items = TargetState.allCases.map { state in
            let sign = StateSign.of(state)
            let (targets, outlooks) = found[state] ?? (0, 0)
            return Markup.tag(
                "li", ["class": sign.style], .tag("b", ["class": targets == 0 ? "zero" : nil], .text(String(targets))),
                .tag("span", ["class": "cell \(sign.style)", "aria-hidden": "true"], .text(context.say(sign.letter))),
                .tag("span", ["class": "word"], .text(context.say(sign.word))),
                .when(
                    outlooks > 0,
                    .tag(
                        "small", [:],
                        .text(context.say("\(outlooks) with an outlook", "其中\(outlooks)个有展望")))))
        }
        return .element("ul", [Markup.Attribute(name: "class", value: "counts")], items)
    }

    private var plan: Markup {
        guard !rows.isEmpty else { return .nothing }
        let shown = rows.prefix(Self.mostRows)
        let table = PageTable(
            caption: context.say(
                "Binding targets first, then the furthest behind its path. ∧ is where the path stands in the year of the newest figure.",
                "约束性指标在前，落后于路径最多的在前。∧为最新数据年份路径所在位置。"),
            columns: TargetRow.columns(context), rows: shown.map(\.cells), style: "plan")
        return .tag(
            "section", ["aria-labelledby": "plan"],
            .tag("h2", ["id": "plan"], .text(context.say("Targets", "目标"))), table.markup,
            context.rest(rows.count - shown.count, of: "/api/v1/gaps"))
    }

    /// Targets × regions, with a letter for the state in each cell.
    private var heat: Markup {
        struct Asked: Hashable {
            let indicator: Identifier<Indicator>
            let year: Int
        }
        var regions: [(id: Identifier<Region>, name: MultilingualText)] = []
        /// What is asked, and by region the first row about it.
        var asked: [(title: MultilingualText, year: Int, cells: [Identifier<Region>: Int])] = []
        var places: [Asked: Int] = [:]
        var known: Set<Identifier<Region>> = []
        for index in rows.indices {
            let series = rows[index].report.target.series
            let key = Asked(indicator: series.indicator, year: rows[index].report.target.terms.targetYear)
            if known.insert(series.region).inserted { regions.append((series.region, rows[index].report.region)) }
            if let place = places[key] {
                if asked[place].cells[series.region] == nil { asked[place].cells[series.region] = index }
            } else {
                places[key] = asked.count
                asked.append((rows[index].report.indicator, key.year, [series.region: index]))
            }
        }
        guard regions.count > 1 else { return .nothing }
        let columns = regions.prefix(Self.mostRegions)
        let lines = asked.prefix(Self.mostCells / columns.count)
        let table = PageTable(
            caption: context.say("What is asked, and how each region stands to it", "各项目标与各地区的状态"),
            columns: [PageTable.Column(title: context.say("Indicator and year", "指标与年份"))]
                + columns.map { PageTable.Column(title: context.name($0.name)) },
            rows: lines.map { line in
                [.several([.name(context.name(line.title)), .text(" \(line.year)")])]
                    + columns.map { region in line.cells[region.id].map { cell(rows[$0]) } ?? .nothing }
            }, style: "heat")
        return .tag(
            "section", ["aria-labelledby": "heat"],
            .tag("h2", ["id": "heat"], .text(context.say("Targets by region", "分地区目标"))),
            StateSign.legend(of: TargetState.allCases, context), table.markup,
            .when(
                lines.count < asked.count || columns.count < regions.count,
                .tag(
                    "p", ["class": "note"],
                    .text(context.say("The rest is on the pages of regions and indicators.", "其余见各地区与指标页面。")))))
    }

    private func cell(_ row: TargetRow) -> Markup {
        let sign = StateSign.of(row.report.gap.state)
        let word = context.say(sign.word)
        return .tag(
            "a",
            [
                "class": "cell \(sign.style)", "title": word, "aria-label": word,
                "href": context.link([
                    "indicators", row.report.target.series.indicator.rawValue, row.report.target.series.region.rawValue,
                ]),
            ], .text(context.say(sign.letter)))
    }
}
