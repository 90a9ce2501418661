internal import Formats
internal import Indicators

/// What is said of a language or a text in it, in YAML and in CSV.
extension FileFaults {
    /// The texts of a mapping such as `{ en: …, fr: … }`; nil for anything else, with the fault noted.
    mutating func texts(_ entry: YAMLEntry) -> MultilingualText? {
        guard let entries = entries(entry.value, of: entry.key) else { return nil }
        if entries.isEmpty {
            add(
                .missingValue, at: entry.value.position, "`\(entry.key)` has no text",
                expected: "expected \(Self.textsForm)")
        }
        var versions: [MultilingualText.Version] = []
        for version in entries {
            let text = text(version)
            guard let language = language(version.key, at: version.position), let text else { continue }
            if versions.contains(where: { $0.language == language }) {
                add(
                    .duplicateKey, at: version.position, "language `\(language)` stands twice", value: version.key,
                    expected: "expected it once")
            }
            versions.append(MultilingualText.Version(language, text))
        }
        return MultilingualText(versions)
    }

    /// A text whose language nobody says, or the texts of a mapping; nil for anything else, with the fault noted.
    mutating func textOrTexts(_ entry: YAMLEntry) -> MultilingualText? {
        if case .mapping = entry.value.content { return texts(entry) }
        return text(entry).map { MultilingualText(untagged: $0) }
    }

    /// The language of a tag; nil, with the fault noted, if it is none.
    mutating func language(_ tag: String, at position: TextPosition) -> LanguageTag? {
        if let language = LanguageTag(tag) { return language }
        add(
            .badLanguage, at: position, "\(tag.quoted) is no language tag", value: tag,
            expected: "expected a tag of BCP 47 such as en, fr or zh-Hant")
        return nil
    }

    /// What a mapping of texts looks like.
    static let textsForm = "{ en: …, zh: … }, or any other languages"

    /// The texts of a row, by the columns that say their languages; nil without any.
    ///
    /// - Parameter filled: the columns in which no cell may be empty.
    mutating func texts(_ row: CSVRow, of table: CSVTable, filled: [String] = []) -> MultilingualText? {
        var versions: [MultilingualText.Version] = []
        for column in table.textColumns {
            let cell = table.cell(row, column.name)
            let text = filled.contains(column.name) ? label(cell) : optionalLabel(cell)
            if let text { versions.append(MultilingualText.Version(column.language, text)) }
        }
        return MultilingualText(versions)
    }
}
