internal import Evaluation
internal import Indicators
internal import Reports

/// The map with a small chart in each tile.
extension IndicatorPage {
    /// A small chart in each tile.
    var multiples: Markup {
        let asOfYear = snapshot.moment.asOfYear
        let current = current
        let size = (width: 100.0, height: 74.0)
        let tiles = series.compactMap { evaluation -> TileMap.Tile? in
            guard let tile = evaluation.region.tile else { return nil }
            let name = context.name(evaluation.region.name)
            let points = evaluation.sparkPoints(through: asOfYear)
            guard let last = points.last else { return nil }
            let next = current[evaluation.region.id]
            var spark = Sparkline(points, words: "", width: 88, height: 30)
            spark.plan = next.flatMap {
                SeriesChart.Plan(
                    of: $0.target.terms, gap: $0.gap, observations: evaluation.series.observations, asOfYear: asOfYear)
            }
            let words = SeriesWords(context: context, unit: indicator.unit)
            let (x, y) = (4 + Double(tile.column - 1) * size.width + 6, 4 + Double(tile.row - 1) * size.height + 38)
            let inner = Markup.element(
                "g", [Markup.Attribute(name: "transform", value: "translate(\(x.pixels) \(y.pixels))")], spark.content)
            let state = next.map { context.say(StateSign.of($0.gap.state).letter) }
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: state.map { "\(name) [\($0)]" } ?? name,
                value: short(last.value), mark: "", style: "plain",
                words: "\(name), \(last.year): \(amount(last.value)); \(words.trend(evaluation.trend))",
                link: link(to: evaluation.region), inner: [inner])
        }
        guard tiles.count > 2 else { return .nothing }
        let map = TileMap(tiles, size: size, id: "small")
        return .tag(
            "section", [:], .tag("h2", [:], .text(context.say("Each region over the years", "各地区历年走势"))),
            .tag(
                "div", ["class": "map wide"],
                Drawing(
                    width: map.width, height: map.height, id: "multiples",
                    title: context.say("Each region over the years", "各地区历年走势"),
                    description: context.say(
                        "A line in each tile, on a scale of its own, with the plan's dashes and ring where there is a plan. A letter in brackets is the state of its target.",
                        "每格一条折线，各用自己的刻度；有规划的以虚线和圆圈表示路径与目标。方括号内字母为其目标状态。"), hasParts: true,
                    content: map.content
                ).markup))
    }
}
