/// A name or title in English and Chinese.
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
}
