internal import HTTPTypes
internal import Indicators
internal import Pages

extension QueryParameter {
    static let language = QueryParameter(
        "lang", .language, "The language, by its tag; else the one that Accept-Language asks for, else English.")
    /// Those that every page has.
    static let ofPages = [language, asOf, publishedBy]
}

extension RouteRequest {
    /// The language of a page.
    func language(for catalog: Catalog?) -> LanguageTag {
        let asked = value(.language).map { [$0] } ?? accepted
        return PageContext.language(for: asked.compactMap { LanguageTag($0) }, catalog: catalog)
    }

    /// The languages of `Accept-Language`, the most wanted first. (RFC 9110, 12.5.4)
    private var accepted: [String] {
        let elements = WeightedElement.list(headers[.acceptLanguage] ?? "").filter { $0.quality > 0 }
        return elements.enumerated().sorted { left, right in
            let (a, b) = (left.element.quality, right.element.quality)
            return a != b ? a > b : left.offset < right.offset
        }.map(\.element.value)
    }
}
