/// The regions of a level on one line, with one of them marked.
struct RegionStrip {
    /// A region and its value.
    struct Mark {
        let name: String
        let value: Double
        let isHere: Bool
    }

    let marks: [Mark]
    let axis: (Double) -> String

    static let width = 860.0
    static let height = 74.0

    /// The scale; nil where nothing is drawn.
    var scale: LinearScale? {
        LinearScale(of: marks.map(\.value), ticks: 6, start: 30, end: Self.width - 30)
    }

    /// The picture's content.
    var content: [Markup] {
        guard let scale else { return [] }
        var pieces: [Markup] = [.line("strip-line", from: (30, 36), to: (Self.width - 30, 36))]
        pieces += scale.ticks(6).map {
            .label(axis($0), at: (scale.position($0), 68), anchor: "middle")
        }
        pieces += marks.filter { !$0.isHere }.map { mark in
            let x = scale.position(mark.value)
            return .tag(
                "line", ["class": "strip", "x1": x.pixels, "y1": "26", "x2": x.pixels, "y2": "46"],
                .tag("title", [:], .text("\(mark.name): \(axis(mark.value))")))
        }
        for mark in marks where mark.isHere {
            let x = scale.position(mark.value)
            pieces.append(.circle("strip-here", at: (x, 36), radius: 8))
            let anchor: StaticString = x < 160 ? "start" : x > Self.width - 160 ? "end" : "middle"
            pieces.append(.label("\(mark.name) \(axis(mark.value))", at: (x, 18), anchor: anchor, style: "t-name"))
        }
        return pieces
    }
}
