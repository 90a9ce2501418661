internal import HTTPTypes
internal import Indicators

extension QueryParameter {
    static let language = QueryParameter(
        "lang", .language, "The language, by its tag; else the one that Accept-Language asks for, else English.")
    /// Those that every page has.
    static let ofPages = [language, asOf, publishedBy]
}

extension RouteRequest {
    /// The language of a page: the first of those that there are which the reader takes.
    ///
    /// - Parameter languages: those that there are.
    func language(among languages: [LanguageTag]) -> LanguageTag {
        let asked = query[QueryParameter.language.name].map { [$0] } ?? accepted
        for tag in asked.compactMap({ LanguageTag($0) }) {
            for wider in tag.lookup {
                if let found = languages.first(where: { $0 == wider }) { return found }
            }
        }
        return .english
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
