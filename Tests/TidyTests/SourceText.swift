/// Swift source taken apart, as far as the rules need it: code without comments and literals, and the literals.
struct SourceText {
    /// A string literal without its interpolations.
    struct Literal {
        let line: Int
        let text: String
    }

    /// The code, line by line: comments are blank, a literal is `""`, what it interpolates follows it in parentheses.
    private(set) var code: [String] = [""]
    /// The string literals, in the order in which they end.
    private(set) var literals: [Literal] = []

    private let characters: [Character]
    private var place = 0

    /// Takes a source text apart.
    init(_ text: String) {
        characters = Array(text)
        readCode(closing: nil)
    }

    private func sees(_ text: String) -> Bool {
        characters[place...].starts(with: text)
    }

    private mutating func write(_ text: String) {
        code[code.count - 1] += text
    }

    /// Steps over a character; lines stay lines.
    private mutating func skip() {
        if characters[place].isNewline { code.append("") }
        place += 1
    }

    /// Reads code up to the parenthesis that closes an interpolation, or to the end.
    private mutating func readCode(closing parenthesis: Character?) {
        var depth = 0
        while place < characters.count {
            if sees("//") {
                while place < characters.count, !characters[place].isNewline { place += 1 }
            } else if sees("/*") {
                readBlockComment()
            } else if let hashes = openingOfString() {
                readString(hashes: hashes)
            } else {
                let character = characters[place]
                if character == "(" { depth += 1 }
                if character == ")" {
                    if depth == 0, parenthesis != nil { return }
                    depth -= 1
                }
                if !character.isNewline { write(String(character)) }
                skip()
            }
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if sees("/*") { depth += 1; place += 2 } else if sees("*/") { depth -= 1; place += 2 } else { skip() }
        } while depth > 0 && place < characters.count
    }

    /// How many `#` open a string here; nil where none opens.
    private func openingOfString() -> Int? {
        var end = place
        while end < characters.count, characters[end] == "#" { end += 1 }
        return end < characters.count && characters[end] == "\"" ? end - place : nil
    }

    private mutating func readString(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        place += hashes
        let quotes = sees("\"\"\"") ? "\"\"\"" : "\""
        place += quotes.count
        let line = code.count
        var text = ""
        write("\"\"")
        while place < characters.count, !sees(quotes + marks) {
            if sees("\\" + marks + "(") {
                place += hashes + 2
                write("(")
                readCode(closing: ")")
                write(")")
                place += 1
            } else if sees("\\" + marks) {
                place += hashes + 2
            } else {
                text.append(characters[place])
                skip()
            }
        }
        place = min(place + quotes.count + hashes, characters.count)
        literals.append(Literal(line: line, text: text))
    }
}
