/// A page of numbered rules, docs/methods.md or docs/record.md: each rule is a heading `### 7. Title`.
struct RulePage {
    /// The paths of the pages.
    static let paths = ["docs/methods.md", "docs/record.md"]

    /// The numbers of the rules, in the order of the page.
    let numbers: [Int]

    /// Reads a page.
    init(_ text: String) {
        numbers = text.words(of: #"^#{2,3} (\d+)\. \S"#).compactMap(Int.init)
    }

    /// A line for each fault in the numbers: they run from 1 without holes and in order.
    var faults: [String] {
        numbers.enumerated().compactMap { index, number in
            number == index + 1 ? nil : "rule \(number) stands where rule \(index + 1) should"
        }
    }
}

/// The references to rules in a text: `docs/methods.md, rule 14` and `docs/methods.md, rules 19 to 24`.
enum RuleReferences {
    /// A line for each reference that does not lead to a rule of the pages.
    static func breaches(in text: String, pages: [String: RulePage]) -> [String] {
        text.numberedLines.flatMap { number, line in
            outside(line).map { "\(number): \($0) is no page of this repository; say `docs/methods.md, rule 14`" }
                + (line.contains(rule) ? rules(in: line, pages: pages).map { "\(number): \($0)" } : [])
        }
    }

    private static let rule = #"\brules? \d"#

    private static func rules(in line: String, pages: [String: RulePage]) -> [String] {
        let paths = pages.keys.sorted()
        return paths.flatMap { path in
            numbers(in: line, of: path).filter { pages[path]?.numbers.contains($0) != true }
                .map { "\(path) has no rule \($0)" }
        } + (without(line, paths).contains(rule) ? ["a rule without its page; say `docs/methods.md, rule 14`"] : [])
    }

    /// A line for each `rule 14` within a page that the page does not have.
    static func breaches(within text: String, page: RulePage) -> [String] {
        text.numberedLines.flatMap { number, line in
            (line.words(of: #"\brules? (\d+)"#) + line.words(of: #"\brules \d+ (?:and|to) (\d+)"#)).compactMap(Int.init)
                .filter { !page.numbers.contains($0) }.map { "\(number): there is no rule \($0)" }
        }
    }

    /// The numbers of the rules of one page that a line names.
    private static func numbers(in line: String, of path: String) -> [Int] {
        let page = path.replacing(#"\."#, with: #"\\."#)
        return (line.words(of: page + #", rules? (\d+)"#) + line.words(of: page + #", rules \d+ to (\d+)"#))
            .compactMap(Int.init)
    }

    private static func without(_ line: String, _ paths: [String]) -> String {
        paths.reduce(line) { $0.replacing($1.replacing(#"\."#, with: #"\\."#) + #", rules? \d+"#, with: "") }
    }

    /// The words that name a specification outside of the repository.
    private static func outside(_ line: String) -> [String] {
        line.words(
            of: #"(\bMETHODS\b|\b(?:RECORD|PLANS|DESIGN|STYLE)\.md\b|\bthe specification(?: of\b|\b)|\bthe design\b)"#)
    }
}
