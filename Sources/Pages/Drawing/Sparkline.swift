/// A series in the space of a word.
struct Sparkline {
    /// The values by year; years without one are gaps.
    let points: [(year: Int, value: Double)]
    /// What is to be seen, in words.
    let words: String
    let width: Double
    let height: Double
    /// Where the plan's line runs, and the level that it asks for.
    var plan: SeriesChart.Plan?

    init(_ points: [(year: Int, value: Double)], words: String, width: Double = 120, height: Double = 30) {
        (self.points, self.words, self.width, self.height) = (points, words, width, height)
    }

    /// Where the points are.
    var places: [(x: Double, y: Double)] {
        let place = place
        return points.compactMap { place($0.year, $0.value) }
    }

    /// Where a value of a year is; nil where nothing is drawn.
    private var place: (Int, Double) -> (x: Double, y: Double)? {
        let planned = (plan?.line ?? []) + (plan?.goal.map { [$0] } ?? [])
        let (years, values) = (
            points.map(\.year) + planned.map(\.year), points.map(\.value) + planned.map(\.value)
        )
        guard let first = years.min(), let last = years.max(), let least = values.min(), let greatest = values.max()
        else { return { _, _ in nil } }
        let across = LinearScale(domain: Double(first)...Double(last), start: 4, end: width - 5)
        let up = LinearScale(domain: least...greatest, start: height - 5, end: 5)
        return { (across.position(Double($0)), up.position($1)) }
    }

    /// The plan's line and target, the line of the figures and the dot at its end.
    var content: [Markup] {
        let (places, place) = (places, place)
        let line = (plan?.line ?? []).map { place($0.year, $0.value) }
        let goal = plan?.goal.flatMap { place($0.year, $0.value) }
        return [.path("plan-line", PathCommands(through: line))]
            + (goal.map { [.circle("goal", at: $0, radius: 3)] } ?? [])
            + [.path("series", PathCommands(through: places))]
            + (places.last.map { [.circle("point", at: $0, radius: 3)] } ?? [])
    }

    /// The years from the first point to the last.
    private var years: String {
        guard let first = points.first?.year, let last = points.last?.year else { return "" }
        return first == last ? String(first) : "\(first)–\(last)"
    }

    /// The picture.
    var markup: Markup {
        guard !points.isEmpty else { return .nothing }
        return .element(
            "svg",
            [
                Markup.Attribute(name: "viewBox", value: "0 0 \(width.pixels) \(height.pixels)"),
                Markup.Attribute(name: "class", value: "spark"), Markup.Attribute(name: "role", value: "img"),
            ], [.tag("title", [:], .text(words)), .tag("desc", [:], .text(years))] + content)
    }
}
