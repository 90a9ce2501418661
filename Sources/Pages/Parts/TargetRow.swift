internal import Indicators
internal import Reports

/// A target as a row of the plan: its state, its way in a picture, and the numbers of both.
struct TargetRow {
    let report: GapReport
    let context: PageContext

    /// How far it is behind its path, as a share of all that the plan asks; nil where there is no path.
    var lag: Double? {
        guard let pathGap = report.gap.pathGap, let target = report.gap.targetLevel else { return nil }
        let task = (target - (report.gap.baseValue ?? 0)).magnitude
        return task > 0 ? pathGap / task : nil
    }

    /// Rows in the order of the plan: binding first, then the furthest behind its path, then what has none by its state.
    static func inOrder(_ rows: [TargetRow]) -> [TargetRow] {
        // Numbers are sorted and not rows, which are large.
        let keys = rows.indices.map { index in
            (
                index: index, isBinding: rows[index].report.target.isBinding, lag: rows[index].lag ?? -.infinity,
                urgency: StateSign.of(rows[index].report.gap.state).urgency
            )
        }
        return keys.sorted { a, b in
            if a.isBinding != b.isBinding { return a.isBinding }
            if a.lag != b.lag { return a.lag > b.lag }
            if a.urgency != b.urgency { return a.urgency > b.urgency }
            return a.index < b.index
        }.map { rows[$0.index] }
    }

    /// The columns of ``cells``.
    static func columns(_ context: PageContext) -> [PageTable.Column] {
        [
            PageTable.Column(title: context.say("Target", "目标")), PageTable.Column(title: context.say("State", "状态")),
            PageTable.Column(title: context.say("Base ○, now ●, target |", "基期○ 现状● 目标|")),
            PageTable.Column(title: context.say("Now", "现状"), isNumber: true),
            PageTable.Column(title: context.say("Asked", "目标值"), isNumber: true),
            PageTable.Column(title: context.say("Behind path", "落后于路径"), isNumber: true),
        ]
    }

    /// The row.
    var cells: [Markup] {
        [heading, state, picture, now, .text(asked), behind]
    }

    /// The badge of a state.
    static func badge(_ state: TargetState, _ context: PageContext) -> Markup {
        let sign = StateSign.of(state)
        return .tag("span", ["class": "badge \(sign.style)"], .text(context.say(sign.word)))
    }

    private var gap: TargetGap { report.gap }

    /// Region and indicator, each a link.
    var names: Markup {
        let series = report.target.series
        return .several([
            .tag("a", ["href": context.link(["regions", series.region.rawValue])], .name(context.name(report.region))),
            .text(" · "),
            .tag(
                "a",
                ["href": context.link(["indicators", series.indicator.rawValue, series.region.rawValue])],
                .name(context.name(report.indicator))),
        ])
    }

    /// The year of what is asked.
    var year: String { context.say("\(report.target.terms.targetYear)", "\(report.target.terms.targetYear)年") }

    private var heading: Markup {
        .several([
            names,
            .tag(
                "small", [:], .text(context.say("by ", "到") + year + " "),
                .when(
                    report.target.isBinding, .tag("span", ["class": "tag"], .text(context.say("binding", "约束性"))))),
        ])
    }

    private var state: Markup {
        let official = context.isChinese ? gap.officialWord(targetYear: report.target.terms.targetYear) : nil
        let outlook = gap.outlook.map { context.say($0.words) }
        return .several([
            Self.badge(gap.state, context),
            .tag("small", [:], .text([official, outlook ?? reason].compactMap { $0 }.joined(separator: " · "))),
        ])
    }

    /// Why, in the few words of a table.
    var reason: String? {
        switch gap.reason {
        case .noObservation?: context.say("no figure yet", "尚无数据")
        case .noObservationAfterBase?: context.say("no figure after its base", "基期后尚无数据")
        case .noBase?: context.say("no base to measure from", "缺少基期")
        case .finalYearMissing?: context.say("its year's figure is missing", "目标年份数据尚未公布")
        case .finalYearOpen?: context.say("its year's figure is not settled", "目标年份数据尚未确定")
        case .breached?:
            gap.worstYear.map { context.say("limit broken in \($0)", "\($0)年突破界限") }
        case .missingYears?: context.say("years are missing", "部分年份缺少数据")
        case let other?: context.say(other.sentence)
        case nil: nil
        }
    }

    private var now: Markup {
        guard let value = gap.value else { return .text("–") }
        let year = gap.year.map { context.say("in \($0)", "\($0)年") } ?? ""
        let estimated = gap.estimated ? context.say(", estimate", "，估计") : ""
        return .several([.text(amount(value)), .tag("small", [:], .text(year + estimated))])
    }

    /// What the plan asks for.
    var asked: String {
        if let level = gap.targetLevel { return amount(level) }
        let terms = report.target.terms
        guard terms.lower != nil || terms.upper != nil else { return "–" }
        return [terms.lower, terms.upper].map { $0.map(amount) ?? "…" }.joined(separator: " – ")
    }

    private var behind: Markup {
        guard let pathGap = gap.pathGap else { return .text("–") }
        if pathGap <= 0 { return .text(pathGap == 0 ? context.say("on it", "持平") : context.say("ahead", "领先")) }
        return .several([
            .text(distance(pathGap)),
            .tag(
                "small", [:],
                .text(
                    report.shortfall.map {
                        context.say("since \($0.years.lowerBound)", "自\($0.years.lowerBound)年起")
                    } ?? "")),
        ])
    }

    /// A value in the unit of the gap: that of change kinds is percent.
    func amount(_ value: Double) -> String { context.numbers.amount(value, report.unit) }

    /// A distance in the unit of the gap.
    func distance(_ value: Double) -> String { context.numbers.distance(value, report.unit) }

    private var picture: Markup {
        guard let target = gap.targetLevel else { return .nothing }
        let parts = [
            gap.baseValue.map { context.say("base \(amount($0))", "基期\(amount($0))") },
            gap.value.map { context.say("now \(amount($0))", "现状\(amount($0))") },
            gap.pathValue.map { context.say("path \(amount($0))", "路径\(amount($0))") },
            context.say("target \(amount(target))", "目标\(amount(target))"),
        ]
        return Dumbbell(
            base: gap.baseValue, now: gap.value, path: gap.pathValue, target: target,
            state: StateSign.of(gap.state).style,
            words: parts.compactMap { $0 }.joined(separator: context.say(", ", "，")),
            reading: context.say("From base to target", "从基期到目标")
        ).markup
    }
}
