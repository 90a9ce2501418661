internal import Foundation
public import Indicators

/// For whom a page is made, and from where the record is looked at.
public struct PageContext: Sendable {
    /// The reader's language.
    public let language: LanguageTag
    /// The path of the page.
    public let path: String
    /// The parameters of the page that its links carry on, in their order: language and viewpoint.
    public let carried: [(name: String, value: String)]
    /// What the page was made of; nil before the first evaluation.
    public let source: Source?
    /// Mosaic's version.
    public let version: String
    /// The languages of the catalog, beside English and Chinese.
    let languages: [LanguageTag]
    /// Words numbers and units.
    let numbers: NumberWording
    private let wording: Wording

    /// What a page is made of.
    public struct Source: Sendable {
        /// The year that counts as now.
        public let asOfYear: Int
        /// The newest batch of the state that it shows.
        public let batch: Int
        /// When that was recorded; nil without batches.
        public let recorded: Timestamp?

        /// Says what a page is made of.
        public init(asOfYear: Int, batch: Int, recorded: Timestamp?) {
            (self.asOfYear, self.batch, self.recorded) = (asOfYear, batch, recorded)
        }
    }

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - catalog: its languages are those that can be chosen; its units have names.
    ///   - carried: `lang`, `as_of` and `published_by`, as far as they were given.
    public init(
        language: LanguageTag, path: String, carried: [(name: String, value: String)], source: Source?,
        catalog: Catalog?, version: String
    ) {
        (self.language, self.path, self.carried, self.source) = (language, path, carried, source)
        self.version = version
        languages = Self.languages(of: catalog)
        let units = catalog?.units ?? .builtIn
        numbers = NumberWording(language: language, units: units)
        wording = Wording(language: language, units: units)
    }

    /// The languages that a reader can choose: those of Mosaic's own words, then the others of the catalog's names.
    public static func languages(of catalog: Catalog?) -> [LanguageTag] {
        var found: [LanguageTag] = [.english, .chinese]
        for text in (catalog?.regions.map(\.name) ?? []) + (catalog?.indicators.map(\.title) ?? []) {
            for version in text.versions where version.language != .undetermined && !found.contains(version.language) {
                found.append(version.language)
            }
        }
        return found
    }

    /// The language of a page: the first that the reader takes of those that there are; else English.
    ///
    /// - Parameter asked: the reader's, the most wanted first.
    public static func language(for asked: [LanguageTag], catalog: Catalog?) -> LanguageTag {
        let there = languages(of: catalog)
        return asked.lazy.flatMap(\.lookup).first { there.contains($0) } ?? .english
    }
}

extension PageContext {
    /// A text of Mosaic's own in the reader's language.
    func say(_ english: String, _ chinese: String) -> String {
        say(BilingualText(english: english, chinese: chinese))
    }

    func say(_ text: BilingualText) -> String { text[language] }

    /// A time to the minute, in UTC.
    func minute(_ time: Timestamp) -> String { String(time.description.prefix(16)).replacing("T", with: " ") }

    /// A name of the catalog in the reader's language.
    func name(_ text: MultilingualText) -> String { text[language] }

    /// A unit where it stands alone; a plain count has none.
    func name(_ unit: UnitOfMeasure) -> String {
        let name = numbers.unit(unit)
        return name.isEmpty ? say("number", "个数") : name
    }

    /// The regions of a level: the catalog's own word where it is none of the standard ones.
    func name(_ level: RegionLevel) -> String {
        switch level.name {
        case "nation": say("Nations", "国家")
        case "province": say("Provinces", "省级地区")
        case "prefecture": say("Prefectures", "地级地区")
        case "county": say("Counties", "县级地区")
        default: level.name
        }
    }

    /// Whether Mosaic's own words are Chinese.
    var isChinese: Bool { say("", "1") == "1" }

    /// A link within the site: it keeps language and viewpoint.
    ///
    /// - Parameters:
    ///   - path: the segments of the path, which are escaped.
    ///   - query: further parameters.
    func link(_ path: [String], _ query: KeyValuePairs<String, String> = [:]) -> String {
        link("/" + path.map(\.urlEncoded).joined(separator: "/"), carried + query.map { ($0.key, $0.value) })
    }

    /// The same page with another value of a parameter; nil takes the parameter away.
    func link(setting name: String, to value: String?) -> String {
        link(path, carried.filter { $0.name != name } + (value.map { [(name, $0)] } ?? []))
    }

    /// The call of the API that says the same from the same viewpoint.
    ///
    /// - Parameter hasViewpoint: whether the call can be asked from another viewpoint.
    func callLink(
        _ path: String, _ query: KeyValuePairs<String, String> = [:], hasViewpoint: Bool = true
    ) -> String {
        guard hasViewpoint else { return path }
        return link(path, query.map { ($0.key, $0.value) } + carried.filter { $0.name != "lang" })
    }

    private func link(_ path: String, _ query: [(name: String, value: String)]) -> String {
        let pairs = query.map { "\($0.name)=\($0.value.urlEncoded)" }
        return path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// A link to a region's page.
    func link(to region: Region) -> Markup {
        .tag("a", ["href": link(["regions", region.id.rawValue])], .name(name(region.name)))
    }

    /// A link to an indicator's page.
    func link(to indicator: Indicator) -> Markup {
        .tag("a", ["href": link(["indicators", indicator.id.rawValue])], .name(name(indicator.title)))
    }
}

extension String {
    /// What needs no escape. (RFC 3986, 2.3)
    private static let unreserved = CharacterSet(
        charactersIn: "-._~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// The text as a segment of a path or a value of a query.
    var urlEncoded: String { addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? "" }
}
