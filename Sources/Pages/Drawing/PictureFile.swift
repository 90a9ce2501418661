/// A picture as a file of its own: an SVG that has its title, its source and its colours within.
public struct PictureFile: Sendable {
    private let drawing: Drawing
    private let source: String

    /// The height of the title above the picture and of the line below it.
    private static let (head, foot) = (34.0, 28.0)

    /// Makes a file.
    ///
    /// - Parameter source: of what it was made, for the line below it.
    init(_ drawing: Drawing, source: String) { (self.drawing, self.source) = (drawing, source) }

    /// The style within each file: a Content-Security-Policy can allow it by its digest.
    public static let style = Stylesheet.ofPictures

    /// The file, as UTF-8.
    public var svg: [UInt8] {
        let (width, height) = (drawing.width, drawing.height + Self.head + Self.foot)
        let root = Markup.tag(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width.pixels) \(height.pixels)",
                "width": width.pixels, "height": height.pixels, "role": "img",
                "aria-labelledby": "\(drawing.id)-title \(drawing.id)-desc",
            ],
            .tag("style", [:], .text(Self.style)), .box("tile", x: 0, y: 0, width: width, height: height),
            .label(drawing.title, at: (16, 24), style: "head"),
            .tag("g", ["transform": "translate(0 \(Self.head.pixels))"], .several(drawing.described)),
            .label(source, at: (16, height - 10)))
        return Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + Array("\n".utf8) + root.bytes
            + Array("\n".utf8)
    }
}
