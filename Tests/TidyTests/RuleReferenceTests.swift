import Testing

/// The rules of docs/methods.md and docs/record.md, and every reference to one.
@Suite struct RuleReferenceTests {
    private let pages: [String: RulePage]

    init() throws {
        pages = try Dictionary(
            uniqueKeysWithValues: RulePage.paths.map { ($0, RulePage(try Repository.text(of: $0))) })
    }

    @Test(arguments: RulePage.paths)
    func `the rules of a page are numbered from 1 without holes`(path: String) throws {
        let page = try #require(pages[path])
        #expect(page.numbers.count > 20)
        #expect(page.faults == [])
    }

    @Test(arguments: RulePage.paths)
    func `a page refers to rules that it has`(path: String) throws {
        let page = try #require(pages[path])
        #expect(RuleReferences.breaches(within: try Repository.text(of: path), page: page) == [])
    }

    @Test func `every reference to a rule leads to a heading of its page`() throws {
        let files = try Repository.trackedFiles().filter {
            ($0.path.hasSuffix(".swift") || $0.path.hasSuffix(".md")) && !RulePage.paths.contains($0.path)
                && !$0.path.hasSuffix("RuleReferenceTests.swift") && !$0.path.hasSuffix("RulePage.swift")
        }
        #expect(files.contains { $0.text.contains("docs/methods.md, rule 24") })
        let breaches = files.flatMap { file in
            RuleReferences.breaches(in: file.text, pages: pages).map { "\(file.path):\($0)" }
        }
        #expect(breaches.joined(separator: "\n") == "")
    }

    @Test(arguments: [
        ("/// See docs/methods.md, rule 1.", []),
        ("/// See docs/methods.md, rules 1 to 2, and docs/record.md.", []),
        ("/// A rule of the house, and ruled 12 lines.", []),
        ("\n/// See docs/methods.md, rule 3.", ["2: docs/methods.md has no rule 3"]),
        ("/// See docs/methods.md, rules 2 to 4.", ["1: docs/methods.md has no rule 4"]),
        ("/// See rule 1.", ["1: a rule without its page; say `docs/methods.md, rule 14`"]),
        (
            "/// As METHODS says.",
            ["1: METHODS is no page of this repository; say `docs/methods.md, rule 14`"]
        ),
        (
            "/// As the specification of the record says.",
            ["1: the specification of is no page of this repository; say `docs/methods.md, rule 14`"]
        ),
    ])
    func `a reference that leads nowhere is a breach`(text: String, breaches: [String]) {
        let pages = ["docs/methods.md": RulePage("## A\n### 1. One\n### 2. Two"), "docs/record.md": RulePage("")]
        #expect(RuleReferences.breaches(in: text, pages: pages) == breaches)
    }

    @Test func `a hole in the numbers is a fault`() {
        #expect(RulePage("### 1. One\n### 3. Three").faults == ["rule 3 stands where rule 2 should"])
        #expect(
            RuleReferences.breaches(within: "see rules 1 and 4", page: RulePage("### 1. One")) == [
                "1: there is no rule 4"
            ])
    }
}
