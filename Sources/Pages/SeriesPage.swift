public import Evaluation
public import Indicators
public import Record
internal import Reports
internal import Statistics

/// `/indicators/{indicator}/{region}`: one series, with its chart, its targets and its numbers.
public struct SeriesPage: Page {
    /// For whom it is made.
    public let context: PageContext
    let snapshot: Snapshot
    let indicator: Indicator
    let region: Region
    let evaluation: SeriesEvaluation?
    let figures: [Figure]
    let vintages: [Vintage]
    let targets: [GapReport]
    let words: SeriesWords
    /// The figures with their ranks, by year.
    let ranked: [RankedFigure]

    /// Makes the page.
    ///
    /// - Parameters:
    ///   - figures: the series' that are published, by year.
    ///   - vintages: all that was ever said of them.
    public init(
        of indicator: Indicator, in region: Region, figures: [Figure], vintages: [Vintage], snapshot: Snapshot,
        for context: PageContext
    ) {
        (self.indicator, self.region, self.figures, self.vintages) = (indicator, region, figures, vintages)
        (self.snapshot, self.context) = (snapshot, context)
        let key = SeriesKey(indicator: indicator.id, region: region.id)
        evaluation = snapshot.series(of: key)
        targets = snapshot.targets.filter { $0.target.series == key }.map { GapReport($0, in: snapshot) }
        words = SeriesWords(context: context, unit: indicator.unit)
        ranked = RankedFigure.all(of: key, figures: figures, in: snapshot, lastYear: nil)
    }

    /// Its heading.
    public var title: String { "\(context.name(region.name)) · \(context.name(indicator.title))" }
    /// The call of the API that says the same.
    public var call: String? {
        context.callLink(
            "/api/v1/observations", ["indicator": indicator.id.rawValue, "region": region.id.rawValue])
    }

    /// What it shows.
    public var content: [Markup] {
        [crumbs, facts, chart, downloads, targetSection, strip, ranks, parts, numbers, revisions]
    }

    var asOfYear: Int { snapshot.moment.asOfYear }
    var observations: [Observation] { evaluation?.series.observations ?? [] }
    func amount(_ value: Double) -> String { context.numbers.amount(value, indicator.unit) }

    private var crumbs: Markup {
        .tag(
            "p", ["class": "crumbs"], .text(context.say("Region: ", "地区：")), context.link(to: region),
            .text(context.say(" · Indicator: ", " · 指标：")), context.link(to: indicator))
    }

    private var facts: Markup {
        guard let evaluation, let newest = evaluation.newest, let value = newest.value else {
            return .tag("p", ["class": "lead"], .text(context.say("The record has no figure yet.", "记录中尚无数据。")))
        }
        let marks = [words.bound(newest.bound), words.status(newest.status)].compactMap { $0 }
        var facts: [(String, String, String)] = [
            (
                context.say("Newest figure", "最新数据"), amount(value),
                ([context.say("in \(newest.period)", "\(newest.period)年")] + marks).joined(
                    separator: context.say(", ", "，"))
            )
        ]
        if let change = evaluation.trend.changeRatio, let previous = evaluation.trend.previousYear {
            let sign = change > 0 ? "+" : ""
            facts.append(
                (
                    context.say("Since the figure before", "较上一数据"), sign + context.numbers.percent(change),
                    context.say("since \(previous)", "自\(previous)年")
                ))
        }
        if let rank = evaluation.rank {
            let peers = self.peers(of: newest.period).count
            facts.append((context.say("Rank", "排名"), context.say("\(rank) of \(peers)", "\(peers)个中第\(rank)"), ""))
        }
        if let share = evaluation.nationShareRatio {
            facts.append((context.say("Share of the nation", "占全国比重"), context.numbers.percent(share), ""))
        }
        facts.append((context.say("Trend", "趋势"), words.trend(evaluation.trend), ""))
        return .element(
            "dl", [Markup.Attribute(name: "class", value: "facts")],
            facts.map { name, fact, note in
                .tag(
                    "div", [:], .tag("dt", [:], .text(name)),
                    .tag("dd", [:], .text(fact), " ", .tag("small", [:], .text(note))))
            })
    }

    /// The figures of the regions of the same level in a year.
    func peers(of period: Period) -> [(region: Region, value: Double)] {
        snapshot.evaluations(of: indicator.id).compactMap { other in
            guard other.region.level == region.level, other.region.level != nil,
                let value = other.series.observations.first(where: { $0.period == period })?.countedValue
            else { return nil }
            return (other.region, value)
        }
    }

    private var targetSection: Markup {
        guard !targets.isEmpty else { return .nothing }
        let rows = TargetRow.inOrder(
            targets.map { TargetRow(report: $0, context: context) })
        let table = PageTable(
            caption: context.say("What is asked of this series", "对本数列的要求"), columns: TargetRow.columns(context),
            rows: rows.map(\.cells), style: "plan")
        return .tag(
            "section", ["aria-labelledby": "targets"],
            .tag("h2", ["id": "targets"], .text(context.say("Targets", "目标"))),
            table.markup, .several(rows.map { explanation(of: $0.report) }))
    }

    /// How a state came about, step by step, as `mosaic gaps --explain` tells it.
    private func explanation(of report: GapReport) -> Markup {
        guard let target = snapshot.targets.first(where: { $0.target.id == report.target.id }) else { return .nothing }
        let reference = target.target.terms.reference.flatMap { snapshot.series(of: $0.series)?.series.observations }
        let explanation = GapExplanation(
            of: target, observations: observations, reference: reference ?? [], figures: figures,
            catalog: snapshot.catalog, asOfYear: asOfYear,
            wording: Wording(language: context.language, units: snapshot.catalog.units))
        let need = explanation.requiredOverRecent.map {
            context.say(
                "It needs \(context.numbers.times($0)) times the recent pace.",
                "所需速度为近期速度的\(context.numbers.times($0))倍。")
        }
        let sentences = explanation.steps + [explanation.verdict] + [explanation.reason].compactMap { $0 }
        return .tag(
            "div", ["class": "card"],
            .tag(
                "h3", [:], TargetRow.badge(report.gap.state, context),
                .text(context.say(" by \(report.target.terms.targetYear) ", " 到\(report.target.terms.targetYear)年 ")),
                .name(report.target.id.rawValue)),
            need.map { .tag("p", ["class": "lead"], .text($0)) } ?? .nothing,
            .tag(
                "details", [:], .tag("summary", [:], .text(context.say("How this is worked out", "计算过程"))),
                .element("ol", [], sentences.map { .tag("li", [:], .text(context.say($0))) })),
            report.target.source.map { source in
                .tag(
                    "p", ["class": "note"], .text(context.say("Source: ", "来源：")), .quoted(source),
                    .text(report.target.sourceDate.map { ", \($0)" } ?? ""),
                    .quoted(report.target.note.map { " – \($0)" } ?? ""))
            } ?? .nothing)
    }

    /// All regions of the level on a line, in the year of the newest figure.
    private var strip: Markup {
        guard let period = evaluation?.newest?.period else { return .nothing }
        let peers = peers(of: period)
        guard peers.count > 2 else { return .nothing }
        let marks = peers.map {
            RegionStrip.Mark(name: context.name($0.region.name), value: $0.value, isHere: $0.region.id == region.id)
        }
        let strip = RegionStrip(marks: marks) { [context, indicator] in context.numbers.short($0, indicator.unit) }
        let title = context.say(
            "All \(peers.count) regions of its level in \(period)", "\(period)年同级全部\(peers.count)个地区")
        return .tag(
            "section", [:], .tag("h2", [:], .text(title)),
            Drawing(
                width: RegionStrip.width, height: RegionStrip.height, id: "strip", title: title,
                description: context.say("Each stroke is a region; the dot is this one.", "每条短线为一个地区，圆点为本地区。"),
                content: strip.content
            ).markup)
    }

    private var downloads: Markup {
        let query: KeyValuePairs = ["indicator": indicator.id.rawValue, "region": region.id.rawValue]
        let file = context.link(["indicators", indicator.id.rawValue, region.id.rawValue, "chart.svg"])
        let files = [
            (context.say("chart as SVG", "图表（SVG）"), file),
            ("CSV", context.callLink("/api/v1/observations.csv", query)),
            (context.say("every vintage as CSV", "历次数值（CSV）"), context.callLink("/api/v1/statements.csv", query)),
            ("JSON", context.callLink("/api/v1/observations", query)),
            (context.say("trend as JSON", "趋势（JSON）"), context.callLink("/api/v1/trends", query)),
        ]
        return .tag(
            "p", ["class": "note downloads"], .text(context.say("Take along: ", "下载：")),
            .several(files.map { .several([.tag("a", ["href": $0.1], .text($0.0)), " · "]) }),
            .tag("a", ["href": context.callLink("/api/v1/gaps", query)], .text(context.say("gaps as JSON", "差距（JSON）")))
        )
    }
}
