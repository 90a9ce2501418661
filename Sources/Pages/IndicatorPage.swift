public import Evaluation
public import Indicators
internal import Reports

/// `/indicators/{indicator}`: the regions of a level on the map and in a table, year by year.
public struct IndicatorPage: Page {
    /// For whom it is made.
    public let context: PageContext
    let snapshot: Snapshot
    let indicator: Indicator
    /// The series of one level, in the catalog's order.
    let series: [SeriesEvaluation]
    /// The level of those; nil: none has two of them.
    private let level: RegionLevel?
    /// The nation's, and those of other levels and clusters.
    private let others: [SeriesEvaluation]
    /// The years of the map, ascending.
    let years: [Int]

    /// The most years of the map, and the most regions of its table.
    private static let mostYears = 24
    static let mostRegions = 60

    /// Makes the page.
    public init(of indicator: Indicator, snapshot: Snapshot, for context: PageContext) {
        (self.indicator, self.snapshot, self.context) = (indicator, snapshot, context)
        let all = snapshot.evaluations(of: indicator.id).filter { $0.newest != nil }
        let byLevel = Dictionary(grouping: all) { $0.region.level }
        level = byLevel.filter { $0.key != nil && $0.value.count >= 2 }.keys.compactMap { $0 }.min()
        let shown = level
        series = all.filter { $0.region.level != nil && $0.region.level == shown }
        others = all.filter { $0.region.level == nil || $0.region.level != shown }
        let asOfYear = snapshot.moment.asOfYear
        let known = Set(series.flatMap { $0.sparkPoints(through: asOfYear).map(\.year) })
        years = Array(known.sorted().suffix(Self.mostYears))
    }

    /// Its heading.
    public var title: String { context.name(indicator.title) }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/observations", ["indicator": indicator.id.rawValue]) }

    /// What it shows.
    public var content: [Markup] {
        [about, whole, targets, map, states, multiples, ranking, differences, below]
    }

    func amount(_ value: Double) -> String { context.numbers.amount(value, indicator.unit) }

    /// A number for a map or a table that names the unit once.
    func short(_ value: Double) -> String { context.numbers.short(value, indicator.unit, digits: 3) }

    func link(to region: Region) -> String {
        context.link(["indicators", indicator.id.rawValue, region.id.rawValue])
    }

    private var about: Markup {
        let unit = context.name(indicator.unit)
        let better: String? =
            switch indicator.direction {
            case .more: context.say("more is better", "越多越好")
            case .less: context.say("less is better", "越少越好")
            case .none: nil
            }
        let facts = [unit, better, indicator.derivation.map { "= \($0.formula)" }].compactMap { $0 }
        return .tag(
            "p", ["class": "lead"], .text(facts.joined(separator: " · ")),
            indicator.description.map { .several([.text(context.say(". ", "。")), .name(context.name($0))]) } ?? .nothing
        )
    }

    /// The nation and others that are not on the map, each with its newest figure.
    private var whole: Markup {
        guard !others.isEmpty else { return .nothing }
        let shown = others.filter { !isBelow($0) }.prefix(12)
        let items = shown.compactMap { evaluation -> Markup? in
            guard let newest = evaluation.newest, let value = newest.value else { return nil }
            let words = SeriesWords(context: context, unit: indicator.unit)
            return .tag(
                "div", [:],
                .tag(
                    "dt", [:],
                    .tag("a", ["href": link(to: evaluation.region)], .name(context.name(evaluation.region.name)))),
                .tag(
                    "dd", [:], .text(amount(value)), .text(" "), .tag("small", [:], .text(newest.period.description)),
                    Sparkline(
                        evaluation.sparkPoints(through: snapshot.moment.asOfYear), words: words.trend(evaluation.trend)
                    ).markup))
        }
        return .element("dl", [Markup.Attribute(name: "class", value: "facts")], items)
    }

    private var targets: Markup {
        let reports = snapshot.targets.filter { $0.indicator.id == indicator.id }.map { GapReport($0, in: snapshot) }
        guard !reports.isEmpty else { return .nothing }
        let rows = TargetRow.inOrder(
            reports.map { TargetRow(report: $0, context: context) })
        return .tag(
            "section", ["aria-labelledby": "targets"],
            .tag("h2", ["id": "targets"], .text(context.say("Targets", "目标"))),
            PageTable(
                caption: context.say("What is asked of this indicator", "对本指标的要求"), columns: TargetRow.columns(context),
                rows: rows.prefix(Self.mostRegions).map(\.cells), style: "plan"
            ).markup,
            context.rest(
                rows.count - Self.mostRegions, of: "/api/v1/gaps", ["indicator": indicator.id.rawValue]))
    }

    /// Whether a series is of a level below the one on the map: those open from the series of their parents.
    private func isBelow(_ evaluation: SeriesEvaluation) -> Bool {
        guard let own = evaluation.region.level, let level else { return false }
        return own > level
    }

    /// Where figures of lower levels are found.
    private var below: Markup {
        let catalog = snapshot.catalog
        var counts: [Int: Int] = [:]
        for evaluation in others where isBelow(evaluation) {
            guard let position = catalog.position(ofRegion: evaluation.region.id),
                let parent = catalog.regionTree.ancestors(of: position).first
            else { continue }
            counts[parent, default: 0] += 1
        }
        guard !counts.isEmpty else { return .nothing }
        let links = counts.sorted { $0.key < $1.key }.prefix(Self.mostRegions).map { parent, count in
            let region = catalog.regions[parent]
            return Markup.tag(
                "li", [:], .tag("a", ["href": link(to: region)], .name(context.name(region.name))),
                .text(" (\(count))"))
        }
        return .tag(
            "section", ["aria-labelledby": "below"],
            .tag("h2", ["id": "below"], .text(context.say("Levels below", "下级地区"))),
            .tag(
                "p", ["class": "note"],
                .text(context.say("Regions whose parts have figures, and how many.", "其下级地区有数据的地区及数量。"))),
            .element("ul", [Markup.Attribute(name: "class", value: "legend")], links))
    }
}
