import Testing

/// Comments that a reader of English as a second language can follow: sentences of at most 25 words.
@Suite struct CommentSentenceTests {
    /// Files with sentences that are longer. A file that has none any more is an error here.
    static let exceptions: Set<String> = []

    @Test func `a comment's sentence has at most 25 words`() throws {
        var breaches: [String] = []
        var needed: Set<String> = []
        for file in try Repository.swiftFiles(under: "Sources") {
            let found = CommentSentences(file.text).breaches
            if found.isEmpty { continue }
            needed.insert(file.path)
            if !Self.exceptions.contains(file.path) { breaches += found.map { "\(file.path):\($0)" } }
        }
        #expect(breaches.joined(separator: "\n") == "")
        #expect(Self.exceptions.subtracting(needed).sorted() == [])
    }

    @Test func `a long sentence is a breach, and two short ones are none`() {
        let words = Array(repeating: "word", count: 13).joined(separator: " ")
        #expect(CommentSentences("/// \(words)\n/// \(words).\na()").breaches.count == 1)
        #expect(CommentSentences("/// \(words).\n/// A \(words).\na()").breaches.isEmpty)
        #expect(CommentSentences("/// \(words)\na()\n/// \(words)").breaches.isEmpty)
        #expect(CommentSentences("/// \(words):\n/// - \(words)\n///\n/// \(words)").breaches.isEmpty)
        #expect(CommentSentences("let a = \"// \(words) \(words)\"").breaches.isEmpty)
    }
}
