/// A sentence of Mosaic's own, in English and Chinese.
public struct BilingualText: Hashable, Sendable {
    /// English.
    public let english: String
    /// Chinese, simplified.
    public let chinese: String

    /// Makes a pair of texts.
    public init(english: String, chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The sentence for a reader of a language: Chinese for one of Chinese, else English.
    public subscript(language: LanguageTag) -> String {
        language.lookup.contains(.chinese) ? chinese : english
    }
}
