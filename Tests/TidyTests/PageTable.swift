import Foundation
import Testing

/// A table of a page that is held against the code: it stands between `<!-- table: NAME -->` and `<!-- end -->`.
enum PageTable {
    /// The names in the first cells of a table's rows: what stands there in backquotes, or the bare words.
    static func names(in page: String, table: String) -> [String] {
        guard let start = page.range(of: "<!-- table: \(table) -->\n"),
            let end = page.range(of: "<!-- end -->", range: start.upperBound..<page.endIndex)
        else { return [] }
        let rows = page[start.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2)
        return rows.flatMap { row -> [String] in
            let cell = String(row).words(of: #"^\| ([^|]*) \|"#).first ?? ""
            let quoted = cell.words(of: "`([^`]*)`")
            return quoted.isEmpty ? [cell] : quoted
        }
    }

    /// The tables of a page, by name.
    static func tables(of page: String) -> [String] { page.words(of: "^<!-- table: (.*) -->$") }
}

/// The tables of docs/files.md and docs/codes.md: where the code has the same names.
struct TableSource: CustomTestStringConvertible, Sendable {
    let page: String
    let table: String
    /// The file, and the patterns whose first group is a name or a list of names in quotes.
    let patterns: [(file: String, pattern: String)]
    /// What is put before the names that a file has in sections.
    var testDescription: String { "\(page): \(table)" }

    init(_ table: String, of page: String, _ patterns: [(file: String, pattern: String)]) {
        (self.table, self.page, self.patterns) = (table, page, patterns)
    }

    /// The names in the code.
    func names() throws -> [String] {
        try patterns.flatMap { file, pattern in
            Self.names(in: try Repository.text(of: file), pattern: pattern)
        }
    }

    /// The names that a pattern finds in a source: its group, or what stands there in quotes.
    static func names(in source: String, pattern: String) -> [String] {
        let code = source.replacing("(?m)^ *//.*$", with: "")
        return code.words(of: pattern).flatMap { found -> [String] in
            found.contains("\"") ? found.words(of: #""([^"]*)""#) : [found]
        }
    }
}
