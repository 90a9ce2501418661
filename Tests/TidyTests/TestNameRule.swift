import Foundation

/// How tests are named: as a whole sentence in backticks, so that a log says what failed.
enum TestNameRule {
    private static let rules: [(pattern: String, breach: String)] = [
        (#"@(?:Test|Suite)\(\s*""#, "a display name; the function's name is the sentence, in backticks"),
        (
            #"@Test\b(?:(?!\bfunc\b)[\s\S])*?\bfunc (?!`[^`\n]+ [^`\n]+`)"#,
            "a test is named by a sentence in backticks"
        ),
    ]

    /// A line for every test or suite with a display name, and every test whose function has no sentence for its name.
    static func breaches(in text: SourceText) -> [String] {
        let code = text.code.joined(separator: "\n")
        return rules.flatMap { rule -> [String] in
            guard let expression = try? NSRegularExpression(pattern: rule.pattern) else { return [] }
            return expression.matches(in: code, range: NSRange(code.startIndex..., in: code)).map { match in
                let line = (code as NSString).substring(to: match.range.location).count { $0 == "\n" } + 1
                return "\(line): \(rule.breach)"
            }
        }
    }
}
