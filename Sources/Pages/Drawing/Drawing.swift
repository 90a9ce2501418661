/// A picture: an SVG that has a title and a description for those who don't see it.
struct Drawing {
    let width: Double
    let height: Double
    /// Names the picture on its page.
    let id: String
    /// What it shows.
    let title: String
    /// What can be seen in it.
    let description: String
    var style: String?
    /// Whether there are parts in it that can be reached: then it is no single picture for those who don't see it.
    var hasParts = false
    let content: [Markup]

    /// The picture within a page. On narrow screens it scrolls by itself, which the keyboard can do too.
    var markup: Markup {
        .tag(
            "div", ["class": "picture", "tabindex": hasParts ? nil : "0"],
            .element(
                "svg",
                [
                    Markup.Attribute(name: "viewBox", value: viewBox),
                    Markup.Attribute(name: "class", value: style ?? "drawing"),
                    Markup.Attribute(name: "role", value: hasParts ? "group" : "img"),
                    Markup.Attribute(name: "aria-labelledby", value: "\(id)-title \(id)-desc"),
                ], described))
    }

    /// The part of the plane that is shown.
    var viewBox: String { "0 0 \(width.pixels) \(height.pixels)" }

    /// Title, description and content.
    var described: [Markup] {
        [
            .tag("title", ["id": "\(id)-title"], .text(title)),
            .tag("desc", ["id": "\(id)-desc"], .text(description)),
        ] + content
    }
}

/// The elements of pictures.
extension Markup {
    static func line(
        _ style: StaticString, from start: (x: Double, y: Double), to end: (x: Double, y: Double)
    ) -> Markup {
        .tag(
            "line",
            [
                "class": style.description, "x1": start.x.pixels, "y1": start.y.pixels, "x2": end.x.pixels,
                "y2": end.y.pixels,
            ])
    }

    static func circle(_ style: String, at point: (x: Double, y: Double), radius: Double) -> Markup {
        .tag("circle", ["class": style, "cx": point.x.pixels, "cy": point.y.pixels, "r": radius.pixels])
    }

    static func box(
        _ style: String, x: Double, y: Double, width: Double, height: Double, rounding: Double = 0
    ) -> Markup {
        .tag(
            "rect",
            [
                "class": style, "x": x.pixels, "y": y.pixels, "width": width.pixels, "height": height.pixels,
                "rx": rounding == 0 ? nil : rounding.pixels,
            ])
    }

    static func path(_ style: String, _ commands: PathCommands) -> Markup {
        commands.isEmpty ? nothing : .tag("path", ["class": style, "d": commands.text])
    }

    /// - Parameter anchor: `start`, `middle` or `end`; nil: that of what it stands in, else `start`.
    static func label(
        _ text: String, at point: (x: Double, y: Double), anchor: StaticString? = nil, style: String? = nil
    ) -> Markup {
        .tag(
            "text",
            [
                "class": style, "x": point.x.pixels, "y": point.y.pixels, "text-anchor": anchor?.description,
            ], .text(text))
    }
}

/// The commands of a path.
struct PathCommands {
    private(set) var text = ""

    /// Whether nothing is drawn.
    var isEmpty: Bool { text.isEmpty }

    /// A line through points; where one is missing it is cut.
    init(through points: [(x: Double, y: Double)?] = []) {
        var isDown = false
        for point in points {
            guard let point else {
                isDown = false
                continue
            }
            text += "\(isDown ? "L" : "M")\(point.x.pixels) \(point.y.pixels)"
            isDown = true
        }
    }

    /// The area between two lines of the same x positions.
    init(between upper: [(x: Double, y: Double)], and lower: [(x: Double, y: Double)]) {
        let isArea = !upper.isEmpty && upper.count == lower.count
        self.init(through: isArea ? upper + lower.reversed() : [])
        if isArea { text += "Z" }
    }
}

extension Double {
    /// The number to a tenth of a pixel. What is far off any screen is cut, so that its text stays short.
    var pixels: String {
        guard isFinite else { return "0" }
        let tenths = Int((Swift.min(Swift.max(self, -99_999), 99_999) * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
    }
}
