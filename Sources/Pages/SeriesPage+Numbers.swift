internal import Evaluation
internal import Indicators
internal import Record
internal import Reports

extension SeriesPage {
    /// Every figure with its source and note: what the chart shows, as a table.
    var numbers: Markup {
        guard !ranked.isEmpty else { return .nothing }
        let rows = ranked.reversed().map { figure -> [Markup] in
            let observation = figure.origin.observation
            let marks = [words.bound(observation.bound), words.status(observation.status)].compactMap { $0 }
            var source: [Markup] = [.text(context.say("worked out here", "由本服务计算"))]
            if case .published(let published) = figure.origin {
                source = [
                    .quoted(published.source),
                    .tag("small", [:], .text("\(published.published) "), .quoted(published.note ?? "")),
                ]
            }
            return [
                .text(observation.period.description),
                .text(observation.existingValue.map { context.numbers.amount($0, indicator.unit) } ?? "–"),
                .text(marks.joined(separator: context.say(", ", "，"))), .text(figure.rank?.rank.map(String.init) ?? ""),
                .several(source),
            ]
        }
        let planned = targets.flatMap { report -> [[Markup]] in
            guard let level = report.gap.targetLevel else { return [] }
            return [
                [
                    .text(String(report.target.terms.targetYear)), .text(amount(level)),
                    .text(context.say("target", "目标")), "",
                    .several([
                        .quoted(report.target.source ?? report.target.id.rawValue),
                        .tag(
                            "small", [:], .text(report.target.sourceDate.map { "\($0) " } ?? ""),
                            .quoted(report.target.note ?? "")),
                    ]),
                ]
            ]
        }
        return .tag(
            "section", ["aria-labelledby": "numbers"],
            .tag("h2", ["id": "numbers"], .text(context.say("The numbers", "数据"))),
            PageTable(
                caption: context.say("Each figure in force, the newest first, and what is asked", "现行数据（最新在前）与目标值"),
                columns: [
                    PageTable.Column(title: context.say("Year", "年份")),
                    PageTable.Column(title: context.say("Value", "数值"), isNumber: true),
                    PageTable.Column(title: context.say("Mark", "标记")),
                    PageTable.Column(title: context.say("Rank", "排名"), isNumber: true),
                    PageTable.Column(title: context.say("Source", "来源"), isLong: true),
                ], rows: planned + rows
            ).markup)
    }

    /// What was said of figures before what is in force.
    var revisions: Markup {
        let old = vintages.filter { !$0.isInForce && $0.repeatedBy.isEmpty }
        let years = Set(old.map(\.period))
        let shown = vintages.filter { years.contains($0.period) }.reversed().prefix(60)
        guard !shown.isEmpty else { return .nothing }
        let rows = shown.map { vintage -> [Markup] in
            let value = vintage.content.observation(of: vintage.period)?.existingValue
            return [
                .text(vintage.period.description),
                .text(value.map { context.numbers.amount($0, indicator.unit) } ?? context.say("retracted", "已撤回")),
                .text(vintage.published.description),
                .tag(
                    "a", ["href": context.link(["batches", String(vintage.batch)])],
                    .text(context.say("batch \(vintage.batch)", "第\(vintage.batch)批"))),
                .text(vintage.isInForce ? context.say("in force", "现行") : ""), .quoted(vintage.source),
            ]
        }
        return .tag(
            "details", [:],
            .tag(
                "summary", [:],
                .text(
                    context.say("What was said before, and when: \(old.count) earlier figures", "历次修订：\(old.count)个旧数据")
                )),
            PageTable(
                caption: context.say("Every vintage of the years that were revised", "被修订年份的历次数值"),
                columns: [
                    PageTable.Column(title: context.say("Year", "年份")),
                    PageTable.Column(title: context.say("Value", "数值"), isNumber: true),
                    PageTable.Column(title: context.say("Published", "公布日期")),
                    PageTable.Column(title: context.say("Recorded by", "记录于")), PageTable.Column(title: ""),
                    PageTable.Column(title: context.say("Source", "来源"), isLong: true),
                ], rows: rows
            ).markup)
    }
}
