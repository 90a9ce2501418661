/// A target's way in a row: base ○, now ●, target |, and a tick where the plan's path stands.
///
/// Each row has a scale of its own, from the base to the target: so all ways are alike, whatever their units.
struct Dumbbell {
    /// The base's value; nil where the plan counts from none, and then the way begins at 0.
    let base: Double?
    /// The value now.
    let now: Double?
    /// Where the path stands in the year of that value.
    let path: Double?
    /// The level asked.
    let target: Double
    /// The class of the state, which colours what is now.
    let state: String
    /// What is to be seen, in words.
    let words: String
    /// How the picture is read.
    let reading: String

    static let width = 240.0
    static let height = 28.0
    /// Where the way begins and ends. Behind its end there is room for what is done beyond.
    private static let (start, end) = (16.0, 196.0)
    private static let (least, most) = (6.0, 232.0)
    private static let middle = 14.0

    /// Where a value stands on the way, in pixels; what lies beyond the picture stands at its edge.
    func position(_ value: Double) -> Double {
        let from = base ?? 0
        guard target != from else { return value < target ? Self.start : Self.end }
        let share = (value - from) / (target - from)
        return min(max(Self.start + share * (Self.end - Self.start), Self.least), Self.most)
    }

    /// The picture.
    var markup: Markup {
        let y = Self.middle
        var pieces: [Markup] = [
            .tag("title", [:], .text(words)), .tag("desc", [:], .text(reading)),
            .line("way", from: (Self.start, y), to: (Self.end, y)),
            .line("asked", from: (Self.end, y - 9), to: (Self.end, y + 9)),
        ]
        if let now {
            let x = position(now)
            pieces.append(
                .tag(
                    "line",
                    [
                        "class": "done \(state)", "x1": position(base ?? 0).pixels, "y1": y.pixels, "x2": x.pixels,
                        "y2": y.pixels,
                    ]))
        }
        if base != nil { pieces.append(.circle("base", at: (Self.start, y), radius: 4.5)) }
        if let path {
            let x = position(path)
            pieces.append(.path("path-tick", PathCommands(through: [(x - 4, y + 12), (x, y + 5), (x + 4, y + 12)])))
        }
        if let now { pieces.append(.circle("now \(state)", at: (position(now), y), radius: 6)) }
        return .element(
            "svg",
            [
                Markup.Attribute(name: "viewBox", value: "0 0 \(Self.width.pixels) \(Self.height.pixels)"),
                Markup.Attribute(name: "class", value: "dumbbell"), Markup.Attribute(name: "role", value: "img"),
            ], pieces)
    }
}
