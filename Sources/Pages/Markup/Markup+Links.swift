extension Markup {
    /// The piece for a reader without the service: what leads elsewhere is text or a drawing; forms and downloads are
    /// left out.
    var withoutLinks: Markup { withoutLinks(inDrawing: false) }

    private func withoutLinks(inDrawing: Bool) -> Markup {
        switch self {
        case .text, .file: return self
        case .several(let pieces): return .several(pieces.map { $0.withoutLinks(inDrawing: inDrawing) })
        case .element("form", _, _): return .nothing
        case .element(_, let attributes, _)
        where attributes.contains { $0.name == "class" && $0.value.hasSuffix("downloads") }:
            return .nothing
        case .element("a", let attributes, let content):
            let leadsWithin = attributes.contains { $0.name == "href" && $0.value.hasPrefix("#") }
            let kept = attributes.filter { leadsWithin || !["href", "hreflang", "download"].contains($0.name) }
            return .element(
                leadsWithin ? "a" : inDrawing ? "g" : "span", kept,
                content.map { $0.withoutLinks(inDrawing: inDrawing) })
        case .element(let name, let attributes, let content):
            let isDrawing = inDrawing || name == "svg"
            return .element(name, attributes, content.map { $0.withoutLinks(inDrawing: isDrawing) })
        }
    }
}
