/// No `default:` in a switch over what may grow: a new case would be taken for something else in silence.
///
/// The rule reads text and knows no types. It takes a switch to be over the enumeration whose cases its patterns name.
struct SwitchRules {
    /// The endings of the names of enumerations that the rule is about.
    private static let endings = ["Kind", "State", "Status", "Bound", "Sense", "Path", "Reason", "Type"]

    /// The names of each enumeration's cases.
    private(set) var cases: [Set<String>] = []

    /// Reads the enumerations of some sources, and the kinds of targets, which are constants.
    init(of sources: [SourceText]) {
        var kinds: Set<String> = []
        for source in sources {
            let code = SwitchText(source)
            for declaration in code.blocks(after: "enum")
            where Self.endings.contains(where: declaration.words.prefix { $0 != ":" }.joined().hasSuffix) {
                let names = code.labels(in: declaration.body)
                    .flatMap { $0.split(separator: ",").compactMap { Self.name(String($0)) } }
                if !names.isEmpty { cases.append(Set(names)) }
            }
            for line in source.code where line.contains(#"\bstatic let \w+ = TargetKind\("#) {
                kinds.formUnion(line.words(of: #"\bstatic let (\w+) = "#))
            }
        }
        if !kinds.isEmpty { cases.append(kinds) }
    }

    /// The name of a case in a declaration such as `moderate`, `atLeast = "at_least"` or `undo(of: Int)`.
    private static func name(_ declaration: String) -> String? {
        declaration.words(of: #"^\s*(?:case\s+)?(\w+)"#).first
    }

    /// A line for each switch that has a `default:` beside cases of one of the enumerations.
    func defaults(in text: SourceText) -> [String] {
        let code = SwitchText(text)
        return code.blocks(after: "switch").compactMap { block in
            let labels = code.labels(in: block.body)
            guard labels.contains("default") else { return nil }
            let patterns = labels.map { $0.replacing(#"\swhere\s[\s\S]*"#, with: "") }
            let names = Set(patterns.flatMap { $0.words(of: #"(?<![\w)])\.(\w+)"#) })
            guard !names.isEmpty, cases.contains(where: names.isSubset) else { return nil }
            return "\(block.line): a default beside .\(names.sorted().joined(separator: ", ."))"
        }
    }
}

/// Code by the character, as far as blocks in braces and the labels in them need it.
private struct SwitchText {
    /// A block: its line, the words before its brace, and the range between its braces.
    struct Block {
        let line: Int
        let words: [String]
        let body: Range<Int>
    }

    private let characters: [Character]

    init(_ text: SourceText) {
        characters = Array(text.code.joined(separator: "\n"))
    }

    /// The blocks that a keyword opens.
    func blocks(after keyword: String) -> [Block] {
        var blocks: [Block] = []
        var line = 1
        for start in characters.indices {
            if characters[start].isNewline { line += 1 }
            guard isWord(keyword, at: start),
                let brace = next(of: "{", from: start, to: characters.count),
                let end = next(of: "}", from: brace + 1, to: characters.count)
            else { continue }
            let head = String(characters[start + keyword.count..<brace]).replacing(":", with: " : ")
            blocks.append(
                Block(
                    line: line, words: head.split(whereSeparator: \.isWhitespace).map(String.init),
                    body: brace + 1..<end))
        }
        return blocks
    }

    /// What stands between `case` and its colon, or its line's end, for each label of a block itself; and `default`.
    func labels(in body: Range<Int>) -> [String] {
        var labels: [String] = []
        var depth = 0
        for index in body {
            let character = characters[index]
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            guard depth == 0, beginsStatement(index, in: body) else { continue }
            if isWord("default", at: index) { labels.append("default") }
            if isWord("case", at: index) || isWord("indirect", at: index) {
                let end = next(of: ":", from: index, to: body.upperBound) ?? body.upperBound
                labels.append(String(characters[index..<end]))
            }
        }
        return labels
    }

    private func isWord(_ word: String, at start: Int) -> Bool {
        let end = start + word.count
        guard end <= characters.count, characters[start..<end].elementsEqual(word) else { return false }
        let isPart: (Character) -> Bool = { $0.isLetter || $0.isNumber || "_.`".contains($0) }
        return (start == 0 || !isPart(characters[start - 1])) && (end == characters.count || !isPart(characters[end]))
    }

    private func beginsStatement(_ index: Int, in body: Range<Int>) -> Bool {
        let before = characters[body.lowerBound..<index].last { $0 != " " }
        return before.map { $0.isNewline || "{};".contains($0) } ?? true
    }

    /// The next of a character outside of parentheses, brackets and braces that open on the way.
    private func next(of wanted: Character, from start: Int, to end: Int) -> Int? {
        var depth = 0
        for index in start..<end {
            let character = characters[index]
            if depth == 0, character == wanted { return index }
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
        }
        return nil
    }
}
