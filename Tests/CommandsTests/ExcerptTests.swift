import Testing

@testable import Commands

struct ExcerptTests {
    @Test
    func `the caret stands under the character, Chinese ones taking two columns`() {
        #expect(Excerpt(of: "a,内蒙古,x", column: 7).lines(inColours: false) == ["    a,内蒙古,x", "             ^"])
        #expect(Excerpt(of: "a\tb", column: 3).lines(inColours: false) == ["    a␉b", "      ^"])
        #expect(Excerpt(of: "ab", column: 9).lines(inColours: false) == ["    ab", "      ^"])
        #expect(Excerpt(of: "ab", column: 1).lines(inColours: true)[1] == "    \u{1B}[1;31m^\u{1B}[0m")
    }

    @Test
    func `of a long line the piece around the fault is shown`() {
        let line = String(repeating: "a", count: 200) + "X" + String(repeating: "b", count: 200)
        let excerpt = Excerpt(of: line, column: 201)
        #expect(excerpt.text == "…" + String(repeating: "a", count: 60) + "X" + String(repeating: "b", count: 39) + "…")
        #expect(excerpt.indent == 61)
    }

    @Test
    func `progress names the file, how much of it was read, and of how much where that is known`() {
        #expect(ProgressLine.words("a.csv", read: 34_000_000, of: 100_000_000) == "a.csv: 34 of 100 MB, 34 %")
        #expect(ProgressLine.words("-", read: 34_000_000, of: nil) == "standard input: 34 MB")
        #expect(ProgressLine.words("a\u{1B}[2J.csv", read: 2, of: 1) == "a␛[2J.csv: 0 of 0 MB, 100 %")
    }
}
