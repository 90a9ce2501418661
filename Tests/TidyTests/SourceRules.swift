import Foundation

/// The rules that a source file is held to. Each gives a line for every breach, none where the file is tidy.
enum SourceRules {
    /// No module is imported that the room's row does not name.
    static func imports(of text: SourceText, in room: String, _ table: RoomTable) -> [String] {
        guard let allowed = table.modules(of: room) else { return ["there is no room \(room) in the table"] }
        return text.code.enumerated().compactMap { index, line in
            guard let module = importedModule(line), !allowed.contains(module) else { return nil }
            return "\(index + 1): \(room) may not import \(module)"
        }
    }

    /// The module that a line imports, of `@testable public import struct Module.Name` too.
    static func importedModule(_ line: String) -> String? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let place = words.firstIndex(of: "import"), place + 1 < words.count else { return nil }
        let before: Set<String> = [
            "public", "package", "internal", "fileprivate", "private", "@preconcurrency", "@testable",
        ]
        guard words[..<place].allSatisfy({ before.contains($0) || $0.hasPrefix("@") }) else { return nil }
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
        let name = kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1]
        return name.split(separator: ".").first.map(String.init)
    }

    /// Nothing that traps on the world's mistakes or goes round the compiler's checks.
    static func safety(of text: SourceText) -> [String] {
        let forbidden: [(words: String, pattern: String)] = [
            ("try!", #"\btry!"#),
            ("as!", #"\bas!"#),
            ("fatalError", #"\bfatalError\b"#),
            ("@unchecked Sendable", #"@unchecked\s+Sendable\b"#),
            ("nonisolated(unsafe)", #"\bnonisolated\s*\(\s*unsafe\s*\)"#),
            (
                "a forced unwrap or an implicitly unwrapped optional",
                #"(?<!\btry)(?<!\bas)(?<=[\w)\]}>?`"])!(?!=(?!=))"#
            ),
        ]
        return text.code.enumerated().flatMap { index, line in
            forbidden.filter { line.contains($0.pattern) }.map { "\(index + 1): \($0.words)" }
        }
    }

    /// No note of work left undone, in code or comment.
    static func leftovers(in source: String) -> [String] {
        source.numberedLines.filter { $0.line.contains(#"\b(TO"# + #"DO|FIX"# + #"ME)\b"#) }
            .map { "\($0.number): work left undone" }
    }

    /// At most 400 lines, or the reason in one of the first ten: `// Longer than 400 lines: a table of …`.
    static func length(of source: String) -> [String] {
        let lines = source.numberedLines
        guard lines.count > 400, !lines.prefix(10).contains(where: { $0.line.hasPrefix("// Longer than 400 lines: ") })
        else { return [] }
        return ["\(lines.count) lines, and none of the first ten says `// Longer than 400 lines: ` why"]
    }

    /// Names of metrics stand in the room Exposition alone.
    static func metricNames(in text: SourceText, of room: String) -> [String] {
        guard room != "Exposition" else { return [] }
        return text.literals.filter { $0.text.contains(#"\bmosaic_"#) }.map {
            "\($0.line): the metric's name \($0.text)"
        }
    }

    /// A library doesn't print.
    static func printing(in text: SourceText) -> [String] {
        text.code.enumerated().filter {
            $0.element.contains(#"(?<![\w.])(debugP|p)rint\("#) && !$0.element.contains(#"\bfunc (debugP|p)rint\("#)
        }
        .map { "\($0.offset + 1): prints" }
    }

    /// No room has a type of its own name: it would hide the room.
    static func ownName(in text: SourceText, of room: String) -> [String] {
        text.code.enumerated().filter {
            $0.element.contains(#"\b(struct|class|enum|actor|protocol|typealias)\s+"# + room + #"\b"#)
        }
        .map { "\($0.offset + 1): a type of the room's own name" }
    }

    /// No path of one machine.
    static func machinePaths(in source: String) -> [String] {
        source.numberedLines.filter { $0.line.contains(#"(?<![\w.$}~-])/(work|farm|root|home|Users)/[A-Za-z.]"#) }
            .map { "\($0.number): a path of one machine: \($0.line.trimmingCharacters(in: .whitespaces))" }
    }
}

extension String {
    /// Whether a regular expression matches somewhere.
    func contains(_ pattern: String) -> Bool { range(of: pattern, options: .regularExpression) != nil }

    /// The lines, from 1; what follows the last newline is one only if it isn't empty.
    var numberedLines: [(number: Int, line: String)] {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { ($0.offset + 1, String($0.element)) }
    }
}
