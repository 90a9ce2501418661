internal import Evaluation
internal import Indicators
internal import Reports

/// The map of what is asked: where each region stood to its target, year by year.
extension IndicatorPage {
    /// The most years of the map by state.
    private static let mostStateYears = 16

    /// A region with its targets.
    private struct Asked {
        let region: Region
        let choice: NextTarget.Choice
    }

    /// Of each region on the map that has targets those, in the catalog's order of regions.
    private var asked: [Asked] {
        let targets = Dictionary(grouping: snapshot.targets.filter { $0.indicator.id == indicator.id }, by: \.region.id)
        return snapshot.catalog.regions.compactMap { region in
            guard region.tile != nil, let own = targets[region.id] else { return nil }
            return Asked(region: region, choice: NextTarget.Choice(own, in: snapshot))
        }
    }

    /// The target of each region that is to be met next.
    var current: [Identifier<Region>: NextTarget] {
        let targets = Dictionary(grouping: snapshot.targets.filter { $0.indicator.id == indicator.id }, by: \.region.id)
        return targets.compactMapValues {
            NextTarget.Choice($0, in: snapshot).target(in: snapshot.moment.asOfYear)
        }
    }

    /// The map coloured by state, a slider that shows earlier years, and the table that both are made of.
    var states: Markup {
        let asked = asked
        let asOfYear = snapshot.moment.asOfYear
        guard let first = asked.compactMap(\.choice.firstYear).min(), first <= asOfYear else { return .nothing }
        let years = max(first, asOfYear - Self.mostStateYears + 1)...asOfYear
        let found = asked.map { asked in years.map { asked.choice.target(in: $0) } }
        let shown = TargetState.allCases.filter { state in found.joined().contains { $0?.gap.state == state } }
        let title = context.say("Where regions stand to their targets", "各地区目标状态")
        let caption = context.say(
            "The state of each region's next target, by the figures up to each year", "各年按截至当年数据评估的下一个目标状态")
        return YearMap(
            id: "state", heading: title,
            drawing: drawing(
                Dictionary(zip(asked.map(\.region.id), found.map { $0.last ?? nil })) { first, _ in first }, title),
            years: years.enumerated().map { index, year in
                YearMap.Year(year: year, told: told(of: year, found.map { $0[index] }))
            },
            rows: zip(asked, found).map { asked, targets in
                YearMap.Row(
                    name: context.name(asked.region.name), link: link(to: asked.region),
                    tile: asked.region.tile.map { ($0.row, $0.column) }, cells: targets.map { $0.map(cell) })
            }, caption: caption, legend: StateSign.legend(of: shown, context),
            wording: YearMap.Wording(
                mark: context.say("by {year}", "到{year}年"),
                words: context.say("{name}, by {year}: {value}", "{name}，到{year}年：{value}")),
            carriesOn: false,
            rest: .tag(
                "p", ["class": "note"],
                .text(
                    context.say(
                        "Each year is seen by the figures that are in force now. What was known in a year is shown by looking from another day, below.",
                        "各年均按现行数据评估；若要查看当时已知的内容，请使用页尾的“从另一日期查看”。")))
        ).markup(for: context)
    }

    private func cell(_ next: NextTarget) -> YearMap.Cell {
        let sign = StateSign.of(next.gap.state)
        return YearMap.Cell(style: sign.style, text: context.say(sign.word), mark: next.target.terms.targetYear)
    }

    private func drawing(_ targets: [Identifier<Region>: NextTarget?], _ title: String) -> Drawing {
        let tiles = snapshot.catalog.regions.compactMap { region -> TileMap.Tile? in
            guard let tile = region.tile else { return nil }
            let name = context.name(region.name)
            guard let next = targets[region.id] ?? nil else {
                let lack = BilingualText(english: "no target", chinese: "无目标")
                return .empty(at: tile, name, lack: lack, link: link(to: region), context)
            }
            let sign = StateSign.of(next.gap.state)
            let (word, year) = (context.say(sign.word), next.target.terms.targetYear)
            return TileMap.Tile(
                row: tile.row, column: tile.column, name: name, value: context.say(sign.letter),
                mark: context.say("by \(year)", "到\(year)年"), style: sign.style,
                words: context.say("\(name), by \(year): \(word)", "\(name)，到\(year)年：\(word)"),
                link: link(to: region))
        }
        let map = TileMap(tiles + TileMap.absent(from: snapshot.catalog, context), id: "state")
        return Drawing(
            width: map.width, height: map.height, id: "states", title: title,
            description: context.say(
                "Each tile is a region: a letter and a colour for the state of its next target, and that one's year.",
                "每格为一个地区：字母与颜色表示其下一个目标的状态，并注明目标年份。"), hasParts: true, content: map.content)
    }

    /// How many regions were in which state.
    private func told(of year: Int, _ targets: [NextTarget?]) -> String {
        let counts = TargetState.allCases.compactMap { state -> String? in
            let count = targets.count { $0?.gap.state == state }
            guard count > 0 else { return nil }
            let word = StateSign.of(state).word
            return context.say("\(count) \(word.english.lowercased())", "\(word.chinese)\(count)")
        }
        let all = counts.isEmpty ? context.say("no target", "无目标") : counts.joined(separator: context.say(", ", "，"))
        return context.say("\(year): \(all).", "\(year)年：\(all)。")
    }
}
