internal import Evaluation
internal import Indicators

extension IndicatorPage {
    /// The regions by rank, with a bar each.
    var ranking: Markup {
        guard series.count > 1 else { return .nothing }
        let ordered = series.filter { $0.newest?.value != nil }.sorted {
            let (a, b) = ($0.newest?.value ?? 0, $1.newest?.value ?? 0)
            return indicator.direction == .less ? a < b : a > b
        }.prefix(Self.mostRegions)
        let most = ordered.map { $0.newest?.value?.magnitude ?? 0 }.max() ?? 0
        let newest = ordered.compactMap { $0.newest?.period.year }.max()
        let rows = ordered.compactMap { evaluation -> [Markup]? in
            guard let observation = evaluation.newest, let value = observation.value else { return nil }
            let words = SeriesWords(context: context, unit: indicator.unit)
            let marks = [words.bound(observation.bound), words.status(observation.status)].compactMap { $0 }
            let year = observation.period.description + (observation.period.year == newest ? "" : " !")
            return [
                .tag("a", ["href": link(to: evaluation.region)], .name(context.name(evaluation.region.name))),
                .several([
                    .text(amount(value)),
                    .tag("small", [:], .text(([year] + marks).joined(separator: context.say(", ", "，")))),
                ]),
                .tag(
                    "svg", ["class": "spark", "viewBox": "0 0 120 14", "aria-hidden": "true"],
                    .box(
                        "bar", x: 0, y: 2, width: most > 0 ? max(value.magnitude / most * 120, 1) : 1, height: 10,
                        rounding: 2)),
                .text(words.trend(evaluation.trend)),
            ]
        }
        return .tag(
            "section", ["aria-labelledby": "ranking"],
            .tag("h2", ["id": "ranking"], .text(context.say("Ranked", "排名"))),
            PageTable(
                caption: context.say(
                    "Newest figures, the best first; ! marks another year than the newest", "最新数据，最优在前；!表示并非最新年份"),
                columns: [
                    PageTable.Column(title: context.say("Region", "地区")),
                    PageTable.Column(title: context.say("Newest", "最新"), isNumber: true),
                    PageTable.Column(title: context.say("Beside the others", "对比")),
                    PageTable.Column(title: context.say("Trend", "趋势"), isLong: true),
                ], rows: rows
            ).markup)
    }
}
