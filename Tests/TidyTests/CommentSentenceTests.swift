import Testing

/// Comments that a reader of English as a second language can follow: sentences of at most 25 words.
@Suite struct CommentSentenceTests {
    /// How many longer sentences a room may still have. A number may only become less.
    static let exceptions: [String: Int] = [
        "Commands": 1, "Daemon": 1, "Exchange": 3, "Formats": 1, "Intake": 1, "Record": 10, "RecordSQLite": 6,
    ]

    @Test func `a comment's sentence has at most 25 words`() throws {
        let breaches = try Repository.swiftFiles(under: "Sources").flatMap { file in
            CommentSentences(file.text).breaches.map {
                (room: Repository.room(of: file.path), line: "\(file.path):\($0)")
            }
        }
        for (room, found) in Dictionary(grouping: breaches, by: \.room) {
            #expect(
                found.count <= Self.exceptions[room, default: 0], "\(found.map(\.line).joined(separator: "\n"))")
        }
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
