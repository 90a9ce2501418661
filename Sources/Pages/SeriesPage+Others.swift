internal import Evaluation
internal import Indicators
internal import Reports

/// The series beside others: its rank over the years, and its parts.
extension SeriesPage {
    /// The most rows of the table of parts.
    private static let mostParts = 200

    /// The rank among the regions of its level, year by year.
    var ranks: Markup {
        let points = ranked.compactMap { figure -> SeriesChart.Point? in
            guard let rank = figure.rank?.rank else { return nil }
            let year = figure.origin.observation.period.year
            return SeriesChart.Point(
                year: year, value: Double(rank), words: context.say("\(year): rank \(rank)", "\(year)年：第\(rank)"))
        }
        guard points.count > 2 else { return .nothing }
        var chart = SeriesChart(points: points) { String(Int($0)) }
        (chart.isRanking, chart.height) = (true, 220)
        let title = context.say("Rank over the years", "历年排名")
        return .tag(
            "section", ["aria-labelledby": "ranks"], .tag("h2", ["id": "ranks"], .text(title)),
            chart.figure(
                id: "rank", title: title,
                description: context.say(
                    "The rank among the regions of its level that have a figure of the year; the first is on top.",
                    "在当年有数据的同级地区中的排名，第一在上。")))
    }

    /// The same indicator in the regions below.
    var parts: Markup {
        let catalog = snapshot.catalog
        guard let position = catalog.position(ofRegion: region.id) else { return .nothing }
        let found = catalog.regionTree.children[position].compactMap { child -> (Region, SeriesEvaluation)? in
            let below = catalog.regions[child]
            return snapshot.series(of: SeriesKey(indicator: indicator.id, region: below.id)).map { (below, $0) }
        }.filter { $0.1.newest?.value != nil }
        guard !found.isEmpty else { return .nothing }
        let rows = found.prefix(Self.mostParts).map { part, evaluation -> [Markup] in
            [
                .tag(
                    "a", ["href": context.link(["indicators", indicator.id.rawValue, part.id.rawValue])],
                    .name(context.name(part.name))),
                .several([
                    .text(evaluation.newest?.value.map(amount) ?? "–"),
                    .tag("small", [:], .text(evaluation.newest?.period.description ?? "")),
                ]),
                .text(evaluation.rank.map(String.init) ?? ""), .text(words.trend(evaluation.trend)),
            ]
        }
        let title = context.say("Its parts", "所辖地区")
        return .tag(
            "section", ["aria-labelledby": "parts"], .tag("h2", ["id": "parts"], .text(title)),
            PageTable(
                caption: context.say("The newest figures", "最新数据"),
                columns: [
                    PageTable.Column(title: context.say("Region", "地区")),
                    PageTable.Column(title: context.say("Newest", "最新"), isNumber: true),
                    PageTable.Column(title: context.say("Rank", "排名"), isNumber: true),
                    PageTable.Column(title: context.say("Trend", "趋势"), isLong: true),
                ], rows: rows
            ).markup,
            context.rest(
                found.count - rows.count, of: "/api/v1/observations",
                ["indicator": indicator.id.rawValue, "region": "\(region.id)/"]))
    }
}
