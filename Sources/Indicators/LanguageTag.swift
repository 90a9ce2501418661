/// A language tag of BCP 47, such as `fr` or `zh-Hant`, with its letters in the recommended case.
///
/// It is well-formed by RFC 5646, section 2.1, and not looked up in a registry. A language of four or more letters is refused, as
/// the registry has none, and so are the irregular tags of old.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
    /// The tag as it is written: `zh-Hant-TW`.
    public let text: String

    /// English.
    public static let english: LanguageTag = "en"
    /// Chinese.
    public static let chinese: LanguageTag = "zh"
    /// A language that nobody has said.
    public static let undetermined: LanguageTag = "und"

    /// The tag of a text in any letter case; nil if it is none.
    public init?(_ text: String) {
        let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
        guard LanguageSubtags.areWellFormed(subtags) else { return nil }
        self.text = LanguageSubtags.inRecommendedCase(subtags)
    }

    /// The tag.
    public var description: String { text }

    /// The tags whose texts a reader of this language takes, nearest first.
    ///
    /// Source: RFC 4647, section 3.4, lookup. Chinese without a script has that of its region besides, which is `Hant` in Taiwan,
    /// Hong Kong and Macao and else `Hans`.
    public var lookup: [LanguageTag] {
        let subtags = text.split(separator: "-").map(String.init)
        guard subtags[0] == "zh", subtags.dropFirst().first?.count != 4 else { return Self.truncations(of: subtags) }
        let isTraditional = ["TW", "HK", "MO"].contains(subtags.dropFirst().first)
        let scripted = ["zh", isTraditional ? "Hant" : "Hans"] + subtags.dropFirst()
        if subtags.count == 1 { return [self] + Self.truncations(of: scripted).dropLast() }
        return [self] + Self.truncations(of: scripted)
    }

    /// A tag and what is left of it when its end is cut off again and again. A single letter or digit goes with its follower.
    private static func truncations(of subtags: [String]) -> [LanguageTag] {
        var rest = subtags
        var found: [LanguageTag] = []
        while !rest.isEmpty {
            found.append(LanguageTag(canonical: rest.joined(separator: "-")))
            rest.removeLast()
            if rest.last?.count == 1 { rest.removeLast() }
        }
        return found
    }

    private init(canonical text: String) { self.text = text }
}

extension LanguageTag: ExpressibleByStringLiteral {
    /// The tag of a literal, which has the recommended letter case.
    public init(stringLiteral value: String) { self.init(canonical: value) }
}

extension LanguageTag {
    /// The language of a POSIX locale such as `fr_FR.UTF-8`; nil of `C`, `POSIX` and what is no locale.
    public init?(locale: String) {
        let name = locale.prefix { $0 != "." && $0 != "@" }
        guard name != "C", name != "POSIX" else { return nil }
        self.init(String(name).replacing("_", with: "-"))
    }
}
