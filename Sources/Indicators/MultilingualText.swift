/// A name, title or description of a catalog, in one language or several.
public struct MultilingualText: Hashable, Sendable {
    /// The text in one language.
    public struct Version: Hashable, Sendable {
        /// The language.
        public let language: LanguageTag
        /// The text.
        public let text: String

        /// A text and its language.
        public init(_ language: LanguageTag, _ text: String) {
            (self.language, self.text) = (language, text)
        }
    }

    /// The text in each language, in the order of the catalog; at least one.
    public let versions: [Version]

    /// A text in some languages; nil without any.
    public init?(_ versions: [Version]) {
        guard !versions.isEmpty else { return nil }
        self.versions = versions
    }

    /// A text of which nobody has said the language.
    public init(untagged text: String) { versions = [Version(.undetermined, text)] }

    /// The text for a reader of a language: in that, else in English, else the first.
    public subscript(language: LanguageTag) -> String {
        found(in: language) ?? found(in: .english) ?? versions[0].text
    }

    /// The text in a language or a wider one, by ``LanguageTag/lookup``; nil if there is none.
    public func found(in language: LanguageTag) -> String? {
        // Most often the language itself is there.
        if let exact = versions.first(where: { $0.language == language }) { return exact.text }
        for tag in language.lookup {
            if let version = versions.first(where: { $0.language == tag }) { return version.text }
        }
        return nil
    }
}

extension MultilingualText: ExpressibleByDictionaryLiteral {
    /// The texts of a literal, which has at least one.
    public init(dictionaryLiteral elements: (LanguageTag, String)...) {
        precondition(!elements.isEmpty, "a text is in a language")
        versions = elements.map { Version($0, $1) }
    }
}
