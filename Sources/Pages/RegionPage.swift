public import Evaluation
public import Indicators
internal import Reports

/// `/regions/{region}`: what is asked of a region, and where each of its series stands.
public struct RegionPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let snapshot: Snapshot
    private let region: Region

    /// The most rows of a table of parts.
    private static let mostParts = 400
    /// The most targets and the most series that are shown.
    private static let (mostTargets, mostSeries) = (40, 120)

    /// Makes the page.
    public init(of region: Region, snapshot: Snapshot, for context: PageContext) {
        (self.region, self.snapshot, self.context) = (region, snapshot, context)
    }

    /// Its heading.
    public var title: String { context.name(region.name) }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/gaps", ["region": region.id.rawValue]) }

    /// What it shows.
    public var content: [Markup] { [crumbs, targets, series, parts] }

    private var catalog: Catalog { snapshot.catalog }

    private var crumbs: Markup {
        let position = catalog.position(ofRegion: region.id)
        let ancestors =
            position.map { catalog.regionTree.ancestors(of: $0).reversed().map { catalog.regions[$0] } } ?? []
        let clusters = region.clusters.compactMap { catalog.region($0) }
        let above = ancestors.flatMap { [context.link(to: $0), .text(" › ")] }
        let beside = clusters.flatMap { [.text(" · "), context.link(to: $0)] }
        return .tag(
            "p", ["class": "crumbs"], .several(above), .name(region.id.rawValue), .several(beside))
    }

    private var targets: Markup {
        let reports = snapshot.targets.filter { $0.region.id == region.id }.map { GapReport($0, in: snapshot) }
        guard !reports.isEmpty else {
            return .tag(
                "p", ["class": "lead"], .text(context.say("No target is asked of this region itself.", "对本地区没有目标。")))
        }
        let rows = TargetRow.inOrder(
            reports.map { TargetRow(report: $0, context: context) })
        let behind = rows.count(where: \.report.gap.isBehind)
        return .tag(
            "section", ["aria-labelledby": "targets"],
            .tag(
                "p", ["class": "lead"],
                .text(
                    behind == 0
                        ? context.say(
                            "None of its \(rows.count) targets is behind its path or was missed.",
                            "\(rows.count)个目标中没有落后于路径或未实现的。")
                        : context.say(
                            "\(behind) of its \(rows.count) targets are behind their path or were missed.",
                            "\(rows.count)个目标中有\(behind)个落后于路径或未实现。"))),
            .tag("h2", ["id": "targets"], .text(context.say("Targets", "目标"))),
            PageTable(
                caption: context.say("What is asked of this region", "对本地区的要求"), columns: TargetRow.columns(context),
                rows: rows.prefix(Self.mostTargets).map(\.cells), style: "plan"
            ).markup,
            context.rest(rows.count - Self.mostTargets, of: "/api/v1/gaps", ["region": region.id.rawValue]))
    }

    private var series: Markup {
        let found = catalog.indicators.compactMap { indicator -> (Indicator, SeriesEvaluation, Observation, Double)? in
            guard let evaluation = snapshot.series(of: SeriesKey(indicator: indicator.id, region: region.id)),
                let newest = evaluation.newest, let value = newest.value
            else { return nil }
            return (indicator, evaluation, newest, value)
        }
        let rows = found.prefix(Self.mostSeries).map { indicator, evaluation, newest, value -> [Markup] in
            let words = SeriesWords(context: context, unit: indicator.unit)
            return [
                .tag(
                    "a", ["href": context.link(["indicators", indicator.id.rawValue, region.id.rawValue])],
                    .name(context.name(indicator.title))),
                .several([
                    .text(context.numbers.amount(value, indicator.unit)),
                    .tag("small", [:], .text(newest.period.description)),
                ]),
                Sparkline(
                    evaluation.sparkPoints(through: snapshot.moment.asOfYear), words: words.trend(evaluation.trend)
                ).markup,
                .text(words.trend(evaluation.trend)),
                .text(evaluation.rank.map(String.init) ?? ""),
                .text(evaluation.nationShareRatio.map(context.numbers.percent) ?? ""),
            ]
        }
        guard !rows.isEmpty else { return .nothing }
        return .tag(
            "section", ["aria-labelledby": "series"],
            .tag("h2", ["id": "series"], .text(context.say("Indicators", "指标"))),
            PageTable(
                caption: context.say("The newest figure of each indicator", "各指标最新数据"),
                columns: [
                    PageTable.Column(title: context.say("Indicator", "指标"), isLong: true),
                    PageTable.Column(title: context.say("Newest", "最新"), isNumber: true),
                    PageTable.Column(title: context.say("Years", "历年")),
                    PageTable.Column(title: context.say("Trend", "趋势"), isLong: true),
                    PageTable.Column(title: context.say("Rank", "排名"), isNumber: true),
                    PageTable.Column(title: context.say("Of the nation", "占全国"), isNumber: true),
                ], rows: rows
            ).markup,
            context.rest(found.count - rows.count, of: "/api/v1/trends", ["region": region.id.rawValue]))
    }

    /// What is below the region, or in the cluster.
    private var parts: Markup {
        let members =
            region.kind == .cluster
            ? catalog.regions.filter { $0.clusters.contains(region.id) }
            : catalog.position(ofRegion: region.id).map { catalog.regionTree.children[$0].map { catalog.regions[$0] } }
                ?? []
        guard !members.isEmpty else { return .nothing }
        let links = members.prefix(Self.mostParts).map { Markup.tag("li", [:], context.link(to: $0)) }
        return .tag(
            "section", [:], .tag("h2", [:], .text(context.say("Its \(members.count) parts", "所辖\(members.count)个地区"))),
            .element("ul", [Markup.Attribute(name: "class", value: "legend")], links),
            context.rest(members.count - links.count, of: "/api/v1/regions", hasViewpoint: false))
    }
}
