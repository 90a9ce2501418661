internal import Indicators

/// A series over the years: its figures, its trend and forecast, and where the plan's line runs.
struct SeriesChart {
    /// A value of a year.
    struct Point {
        let year: Int
        let value: Double
        /// Whether it is an estimate: it is drawn hollow.
        var isEstimated = false
        /// Whether the true value lies above (1) or below (−1) it; 0 where neither is said.
        var lean = 0
        /// Whether the series breaks before it: no line leads to it.
        var isBreak = false
        /// What is told of it.
        var words = ""
    }

    /// A range of values a year.
    struct Range {
        let year: Int
        let lower: Double
        let upper: Double
    }

    /// What the plan draws: its line, milestones on it and the level asked at its end.
    struct Plan {
        let line: [Point]
        let milestones: [Point]
        let goal: Point?
    }

    let points: [Point]
    /// What was said of figures before what is in force.
    var earlier: [Point] = []
    /// The straight line of the trend, and its band.
    var trend: [Point] = []
    var band: [Range] = []
    /// What is expected, and the ranges about it, the widest first.
    var expected: [Point] = []
    var fans: [[Range]] = []
    var plans: [Plan] = []
    /// The unit of the values, above the axis.
    var unit = ""
    /// Whether the least value is on top, as the first of a ranking is.
    var isRanking = false
    var height = 400.0
    /// Writes a value on the axis.
    let axis: (Double) -> String

    static let width = 860.0
    private static let (left, right, top, bottom) = (88.0, 24.0, 32.0, 34.0)

    /// The scale of the years; nil where nothing is drawn.
    var years: LinearScale? {
        let all =
            points.map(\.year) + plans.flatMap { $0.line.map(\.year) + ($0.goal.map { [$0.year] } ?? []) }
            + expected.map(\.year)
        guard let first = all.min(), let last = all.max() else { return nil }
        return LinearScale(
            domain: Double(first)...Double(last), start: Self.left + 10, end: Self.width - Self.right - 10)
    }

    /// The scale of the values. The ranges of a forecast have room up to four times the span of all else.
    var values: LinearScale? {
        let plan = plans.flatMap { $0.line + $0.milestones + ($0.goal.map { [$0] } ?? []) }
        let firm = (points + earlier + trend + plan + expected).map(\.value)
        guard let least = firm.min(), let greatest = firm.max() else { return nil }
        let room = (greatest - least) * 0.6
        let limits = fans.joined().flatMap { [$0.lower, $0.upper] } + band.flatMap { [$0.lower, $0.upper] }
        let wide = limits.map { min(max($0, least - room), greatest + room) }
        let base = height - Self.bottom
        if isRanking {
            return LinearScale(domain: least...greatest, start: Self.top + 10, end: base - 10)
        }
        return LinearScale(of: firm + wide, ticks: 5, start: base, end: Self.top)
    }

    /// The picture's content; nothing where there is nothing to draw.
    var content: [Markup] {
        guard let years, let values else { return [] }
        func place(_ year: Int, _ value: Double) -> (x: Double, y: Double) {
            (years.position(Double(year)), min(max(values.position(value), 2), height - Self.bottom))
        }
        func line(_ points: [Point]) -> PathCommands { PathCommands(through: points.map { place($0.year, $0.value) }) }
        func area(_ ranges: [Range]) -> PathCommands {
            PathCommands(
                between: ranges.map { place($0.year, $0.upper) }, and: ranges.map { place($0.year, $0.lower) })
        }
        var pieces = axes(years, values)
        pieces += fans.map { .path("fan", area($0)) }
        pieces += [.path("trend-band", area(band)), .path("trend", line(trend)), .path("expected", line(expected))]
        for plan in plans {
            pieces.append(.path("plan-line", line(plan.line)))
            pieces += plan.milestones.map { .circle("milestone", at: place($0.year, $0.value), radius: 4) }
            if let goal = plan.goal {
                let (x, y) = place(goal.year, goal.value)
                pieces.append(
                    .path("goal", PathCommands(between: [(x - 7, y), (x, y - 7)], and: [(x, y + 7), (x + 7, y)])))
            }
        }
        pieces += earlier.map { .circle("earlier", at: place($0.year, $0.value), radius: 3.5) }
        pieces.append(.path("series", PathCommands(through: cut.map { $0.map { place($0.year, $0.value) } })))
        for point in points where point.isBreak {
            let x = years.position(Double(point.year) - 0.5)
            pieces.append(.line("cut", from: (x, Self.top), to: (x, height - Self.bottom)))
        }
        for point in points {
            let at = place(point.year, point.value)
            if point.lean != 0 {
                let tip = at.y - 16 * Double(point.lean)
                let back = tip + 5 * Double(point.lean)
                pieces.append(
                    .path(
                        "bound",
                        PathCommands(through: [at, (at.x, tip), nil, (at.x - 4, back), (at.x, tip), (at.x + 4, back)])))
            }
            pieces.append(.circle(point.isEstimated ? "point estimate" : "point", at: at, radius: 4.5))
        }
        pieces += points.map { point in
            let at = place(point.year, point.value)
            return .tag(
                "circle",
                [
                    "class": "hit", "cx": at.x.pixels, "cy": at.y.pixels, "r": "11", "role": "img",
                    "aria-label": point.words,
                ], .tag("title", [:], .text(point.words)))
        }
        return pieces
    }

    /// The chart as a figure of a page: its points can be gone through, and each is told.
    func figure(id: String, title: String, description: String, note: String? = nil) -> Markup {
        let drawing = Drawing(
            width: Self.width, height: height, id: "\(id)-chart", title: title, description: description,
            style: "drawing chart", hasParts: true, content: content)
        return .tag(
            "figure", ["class": "figure"], drawing.markup,
            .tag("figcaption", ["class": "note"], .text(note ?? description)),
            .tag("p", ["class": "note", "aria-live": "polite"]))
    }

    /// The points, with a gap before each break.
    private var cut: [Point?] { points.flatMap { $0.isBreak ? [nil, $0] : [$0] } }

    private func axes(_ years: LinearScale, _ values: LinearScale) -> [Markup] {
        let (left, right, base) = (Self.left, Self.width - Self.right, height - Self.bottom)
        let rows = values.ticks(5).filter { !isRanking || $0 == $0.rounded() }.flatMap { tick -> [Markup] in
            let y = values.position(tick)
            return [
                .line("grid", from: (left, y), to: (right, y)),
                .label(axis(tick), at: (left - 8, y + 4), anchor: "end"),
            ]
        }
        let span = years.domain.upperBound - years.domain.lowerBound
        let columns = years.ticks(span > 40 ? 8 : 10).filter { $0 == $0.rounded() }.flatMap { tick -> [Markup] in
            let x = years.position(tick)
            return [
                .line("axis", from: (x, base), to: (x, base + 5)),
                .label(String(Int(tick)), at: (x, base + 20), anchor: "middle"),
            ]
        }
        return rows + columns + [
            .label(unit, at: (left - 8, 16), anchor: "end"), .line("axis", from: (left, base), to: (right, base)),
        ]
    }
}
