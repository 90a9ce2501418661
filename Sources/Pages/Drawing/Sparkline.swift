/// A series in the space of a word.
struct Sparkline {
    /// The values by year; years without one are gaps.
    let points: [(year: Int, value: Double)]
    /// What is to be seen, in words.
    let words: String
    let width: Double
    let height: Double

    init(_ points: [(year: Int, value: Double)], words: String, width: Double = 120, height: Double = 30) {
        (self.points, self.words, self.width, self.height) = (points, words, width, height)
    }

    /// Where the points are.
    var places: [(x: Double, y: Double)] {
        guard let first = points.first, let last = points.last, let least = points.map(\.value).min(),
            let greatest = points.map(\.value).max()
        else { return [] }
        let years = LinearScale(domain: Double(first.year)...Double(last.year), start: 4, end: width - 5)
        let values = LinearScale(domain: least...greatest, start: height - 5, end: 5)
        return points.map { (years.position(Double($0.year)), values.position($0.value)) }
    }

    /// The line and the dot at its end.
    var content: [Markup] {
        let places = places
        return [.path("series", PathCommands(through: places))]
            + (places.last.map { [.circle("point", at: $0, radius: 3)] } ?? [])
    }

    /// The picture. It stands beside its numbers, so that it has a label and no title.
    var markup: Markup {
        guard !points.isEmpty else { return .nothing }
        return .element(
            "svg",
            [
                Markup.Attribute(name: "viewBox", value: "0 0 \(width.pixels) \(height.pixels)"),
                Markup.Attribute(name: "class", value: "spark"), Markup.Attribute(name: "role", value: "img"),
                Markup.Attribute(name: "aria-label", value: words),
            ], content)
    }
}
