internal import Exchange
internal import Indicators

extension Console {
    /// Tells diagnostics of an input on standard error; on a terminal with the line that each is about, and a caret below it.
    func tell(_ diagnostics: Diagnostics, of input: InputFile?, encoding: ReadingOptions.Encoding?) {
        guard tellsTerminal, let input else {
            for line in diagnostics.lines { tell(line) }
            return
        }
        let texts = input.texts(
            ofLines: Set(diagnostics.kept.filter { $0.sheet == nil }.compactMap(\.line)), encoding: encoding)
        let lines = diagnostics.lines { diagnostic in
            guard diagnostic.sheet == nil, let line = diagnostic.line, let column = diagnostic.column,
                let text = texts[line]
            else { return [] }
            return Excerpt(of: text, column: column).lines(inColours: tellsInColours)
        }
        for line in lines { tell(line) }
    }
}

/// A piece of a line that is at fault, and where in it the fault stands.
struct Excerpt: Hashable, Sendable {
    /// The piece, as a terminal can show it.
    let text: String
    /// How many of the terminal's columns lie before the fault.
    let indent: Int

    /// How much of the line is shown before and behind the fault, in characters.
    private static let (before, behind) = (60, 40)

    /// The piece around a column, from 1, in characters (Unicode scalars).
    init(of line: String, column: Int) {
        let scalars = Array(line.unicodeScalars)
        let place = max(0, min(column - 1, scalars.count))
        let start = max(0, place - Self.before)
        let end = min(scalars.count, place + Self.behind)
        func shown(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range])).replacingControlCharacters()
        }
        let head = (start > 0 ? "…" : "") + shown(start..<place)
        text = head + shown(place..<end) + (end < scalars.count ? "…" : "")
        indent = head.displayWidth
    }

    /// The piece and, below it, the caret.
    func lines(inColours: Bool) -> [String] {
        let caret = inColours ? "\u{1B}[1;31m^\u{1B}[0m" : "^"
        return ["    \(text)", "    \(String(repeating: " ", count: indent))\(caret)"]
    }
}
