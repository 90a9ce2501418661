internal import Evaluation
internal import Indicators
internal import Statistics

extension IndicatorPage {
    /// How the regions differ, year by year.
    var differences: Markup {
        let history = SpreadHistory(
            of: indicator, in: snapshot, level: nil, regions: nil, weight: nil, window: Evaluator.defaultWindow)
        let points = history.years.compactMap { year in
            year.spread.coefficientOfVariation.map { (year: year.period.year, value: $0, regions: year.spread.n) }
        }
        guard let first = points.first, let last = points.last, points.count > 2 else { return .nothing }
        let values = (context.numbers.number(first.value), context.numbers.number(last.value))
        // Other regions may differ by more or less: nothing is said then of who drew nearer.
        let words =
            first.regions != last.regions
            ? context.say(
                "The coefficient of variation was \(values.0) among the \(first.regions) regions with a figure of \(first.year), and \(values.1) among the \(last.regions) of \(last.year).",
                "\(first.year)年有数据的\(first.regions)个地区变异系数为\(values.0)，\(last.year)年的\(last.regions)个地区为\(values.1)。")
            : last.value < first.value
                ? context.say(
                    "Since \(first.year) regions have drawn nearer to each other: the coefficient of variation went from \(values.0) to \(values.1) in \(last.year).",
                    "自\(first.year)年以来地区差距缩小：变异系数由\(values.0)变为\(last.year)年的\(values.1)。")
                : context.say(
                    "Since \(first.year) regions have drawn apart: the coefficient of variation went from \(values.0) to \(values.1) in \(last.year).",
                    "自\(first.year)年以来地区差距扩大：变异系数由\(values.0)变为\(last.year)年的\(values.1)。")
        let title = context.say("Coefficient of variation", "变异系数")
        var chart = SeriesChart(
            points: points.map { point in
                SeriesChart.Point(
                    year: point.year, value: point.value,
                    words: "\(point.year): \(context.numbers.number(point.value))")
            }
        ) { [context] in context.numbers.number($0) }
        chart.height = 220
        return .tag(
            "section", ["aria-labelledby": "spread"],
            .tag("h2", ["id": "spread"], .text(context.say("How regions differ", "地区差异"))),
            .tag("p", [:], .text(words)),
            chart.figure(
                id: "spread", title: title,
                description: context.say(
                    "How far regions are from their mean, as a share of it, year by year.", "历年各地区偏离均值的程度（相对均值）。")),
            table(of: history))
    }

    /// What the chart shows, for those who read numbers.
    private func table(of history: SpreadHistory) -> Markup {
        let rows = history.years.reversed().map { year -> [Markup] in
            let spread = year.spread
            return [
                .text(year.period.description), .text(String(spread.n)), .text(spread.mean.map(amount) ?? "–"),
                .text(spread.coefficientOfVariation.map(context.numbers.number) ?? "–"),
                .text(spread.gini.map(context.numbers.number) ?? "–"),
            ]
        }
        return .tag(
            "details", [:], .tag("summary", [:], .text(context.say("The same as a table", "以表格显示"))),
            PageTable(
                caption: context.say("How regions differ, the newest year first", "历年地区差异，最新在前"),
                columns: [
                    PageTable.Column(title: context.say("Year", "年份")),
                    PageTable.Column(title: context.say("Regions", "地区数"), isNumber: true),
                    PageTable.Column(title: context.say("Mean", "均值"), isNumber: true),
                    PageTable.Column(title: context.say("Coefficient of variation", "变异系数"), isNumber: true),
                    PageTable.Column(title: context.say("Gini", "基尼系数"), isNumber: true),
                ], rows: rows
            ).markup)
    }
}
