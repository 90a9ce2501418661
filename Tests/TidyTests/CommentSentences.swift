import Foundation

/// The sentences of a source's comments, as far as the rule about their length needs them.
struct CommentSentences {
    /// The most words of a sentence.
    static let mostWords = 25

    /// The sentences with the lines at which their paragraphs begin.
    private(set) var sentences: [(line: Int, text: String)] = []
    private var paragraph: (line: Int, text: String)?

    /// Reads the lines that are comments alone. A blank line, code and the mark of a list end a paragraph; so does a sample
    /// of code in a comment, which is indented by four.
    init(_ source: String) {
        for (number, line) in source.numberedLines {
            let text = line.trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix("//") else {
                end()
                continue
            }
            let isSample = text.contains("^//+ {4,}[^ ]")
            let words = text.drop { $0 == "/" }.trimmingCharacters(in: .whitespaces)
            if words.isEmpty || isSample || words.hasPrefix("- ") || words.hasPrefix("|") { end() }
            guard !words.isEmpty, !isSample else { continue }
            paragraph = paragraph.map { ($0.line, $0.text + " " + words) } ?? (number, words)
        }
        end()
    }

    /// A line for each sentence that is too long.
    var breaches: [String] {
        sentences.compactMap { line, text in
            let count = text.split(separator: " ").count
            guard count > Self.mostWords else { return nil }
            let start = text.split(separator: " ").prefix(8).joined(separator: " ")
            return "\(line): a sentence of \(count) words: \(start) …"
        }
    }

    /// Cuts a paragraph behind each full stop, question mark or colon that a new beginning follows.
    private mutating func end() {
        guard let (line, text) = paragraph else { return }
        paragraph = nil
        let cut = text.replacing(#"(?<=[.!?:]) +(?=[\p{Lu}\d`("])"#, with: "\n")
        sentences += cut.split(separator: "\n").map { (line, String($0)) }
    }
}
