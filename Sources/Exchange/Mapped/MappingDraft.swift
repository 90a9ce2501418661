internal import Indicators

/// What a first mapping of a file is made of: its components, and what they say.
package struct MappingDraft: Sendable {
    /// A component of the file.
    struct Part: Sendable {
        let component: Component
        /// What it says, each once.
        let values: [String]
    }

    /// The form's name; nil: none that is known.
    let form: String?
    let parts: [Part]

    init(form: String?, components: [Part]) {
        self.form = form
        parts = components
    }

    /// A draft of a table by its first rows.
    init(form: String?, _ layout: MappedLayout) {
        let parts = layout.components.enumerated().map { index, component in
            Part(component: component, values: layout.values(index))
        }
        self.init(form: form, components: parts)
    }

    /// Stands where the user has to say what is meant.
    private static let blank = "…"
    private static let shown = 8

    /// The mapping as YAML, of a file of this name.
    func yaml(file: String) -> String {
        let dimensions = parts.filter { $0.component.role == .dimension }
        let fields = parts.compactMap { part -> (Part, ObservationField)? in
            if case .field(let field) = part.component.role { (part, field) } else { nil }
        }
        let unread = parts.filter { $0.component.role == .unknown }
        let said = Set(fields.map(\.1))
        var lines = [
            "# A first mapping of \(file). Say what stands as \(Self.blank), and take out what is not so.", "match:",
        ]
        if let form { lines.append("  form: \(form)") }
        lines.append("  columns: [\(parts.map { Self.quoted($0.component.name) }.joined(separator: ", "))]")
        lines.append("columns:")
        lines += fields.map { "  \(Self.quoted($0.component.name)): \($1.column)\(Self.comment($0.values))" }
        if !said.contains(.value), let first = unread.first {
            lines.append("  \(Self.quoted(first.component.name)): value")
        }
        let telling = said.contains(.indicator) ? nil : Self.telling(dimensions)
        if let telling {
            lines.append("indicator:")
            for value in telling.values.prefix(50) {
                let when = "\(Self.quoted(telling.component.name)): \(Self.quoted(value))"
                lines.append("  - { when: { \(when) }, is: \(Self.blank) }")
            }
        }
        let open = dimensions.filter { $0.component != telling?.component && $0.values.count > 1 }
        if !open.isEmpty { lines.append("where:") }
        lines += open.map { part in
            "  \(Self.quoted(part.component.name)): \(Self.quoted(part.values[0]))\(Self.comment(part.values))"
        }
        let given = [ObservationField.indicator, .region, .period, .unit].filter {
            !said.contains($0) && ($0 != .indicator || telling == nil)
        }
        lines.append("set:")
        lines += given.map { "  \($0.column): \(Self.blank)" } + ["  source: \(Self.blank)"]
        let ignored = unread.dropFirst(said.contains(.value) ? 0 : 1).map { Self.quoted($0.component.name) }
        if !ignored.isEmpty { lines.append("ignore: [\(ignored.joined(separator: ", "))]") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The dimension that most likely says the indicator: by its name, else the one with most values.
    private static func telling(_ dimensions: [Part]) -> Part? {
        let words = ["indic", "measure", "series", "subject", "item"]
        let named = dimensions.first { part in words.contains { part.component.name.lowercased().contains($0) } }
        return named ?? dimensions.filter { $0.values.count > 1 }.max { $0.values.count < $1.values.count }
    }

    private static func comment(_ values: [String]) -> String {
        guard !values.isEmpty else { return "" }
        let shown = values.prefix(Self.shown).map { $0.isEmpty ? "(empty)" : $0.replacingControlCharacters() }
        return "  # \(shown.joined(separator: ", "))\(values.count > Self.shown ? ", …" : "")"
    }

    /// A text as YAML has it.
    static func quoted(_ text: String) -> String {
        let isWord = text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
        // Words that mean something else without quotes.
        let isTaken = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        guard !isWord || isTaken else { return text }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped.replacingControlCharacters())\""
    }
}
