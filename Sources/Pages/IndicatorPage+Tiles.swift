internal import Evaluation
internal import Indicators
internal import Reports

/// The maps of what is asked: by state, and with a small chart in each tile.
extension IndicatorPage {
    /// Of each region the target that is to be met next; where all years are gone, the last.
    private var current: [Identifier<Region>: GapReport] {
        let asOfYear = snapshot.moment.asOfYear
        let reports = snapshot.targets.filter { $0.indicator.id == indicator.id }.map { GapReport($0, in: snapshot) }
        return Dictionary(grouping: reports) { $0.target.series.region }.compactMapValues { own in
            func year(_ report: GapReport) -> Int { report.target.terms.targetYear }
            let coming = own.filter { year($0) >= asOfYear }
            return coming.min { year($0) < year($1) } ?? own.max { year($0) < year($1) }
        }
    }

    /// The map coloured by state, where a region on it has a target.
    var states: Markup {
        let current = current
        let tiles = snapshot.catalog.regions.compactMap { region -> TileMap.Tile? in
            guard let tile = region.tile else { return nil }
            let name = context.name(region.name)
            guard let report = current[region.id] else {
                return TileMap.Tile(
                    row: tile.row, column: tile.column, name: name, value: "", mark: "", style: "none",
                    words: context.say("\(name): no target", "\(name)：无目标"), link: link(to: region))
            }
            let sign = StateSign.of(report.gap.state)
            let word = context.say(sign.word)
            let year = report.target.terms.targetYear
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: name, value: context.say(sign.letter),
                mark: context.say("by \(year)", "到\(year)年"), style: sign.style,
                words: context.say("\(name), by \(year): \(word)", "\(name)，到\(year)年：\(word)"),
                link: link(to: region))
        }
        guard tiles.contains(where: { $0.style != "none" }) else { return .nothing }
        let map = TileMap(tiles + TileMap.absent(from: snapshot.catalog, context), id: "state")
        let title = context.say("Where regions stand to their targets", "各地区目标状态")
        let shown = TargetState.allCases.filter { state in tiles.contains { $0.style == StateSign.of(state).style } }
        return .tag(
            "section", ["aria-labelledby": "states"], .tag("h2", ["id": "states"], .text(title)),
            .tag(
                "div", ["class": "map"],
                Drawing(
                    width: map.width, height: map.height, id: "state", title: title,
                    description: context.say(
                        "Each tile is a region: a letter and a colour for the state of its next target, and that one's year.",
                        "每格为一个地区：字母与颜色表示其下一个目标的状态，并注明目标年份。"), hasParts: true,
                    content: map.content
                ).markup, StateSign.legend(of: shown, context)))
    }

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
            let report = current[evaluation.region.id]
            var spark = Sparkline(points, words: "", width: 88, height: 30)
            spark.plan = report.flatMap {
                SeriesChart.Plan(of: $0, observations: evaluation.series.observations, asOfYear: asOfYear)
            }
            let words = SeriesWords(context: context, unit: indicator.unit)
            let (x, y) = (4 + Double(tile.column - 1) * size.width + 6, 4 + Double(tile.row - 1) * size.height + 38)
            let inner = Markup.element(
                "g", [Markup.Attribute(name: "transform", value: "translate(\(x.pixels) \(y.pixels))")], spark.content)
            let state = report.map { context.say(StateSign.of($0.gap.state).letter) }
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
                "div", ["class": "map"],
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
