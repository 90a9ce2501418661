import Exposition
import Formats
import Foundation
import Testing

/// README's table of metrics is what the code says; `RECORD_SNAPSHOTS=1` writes it anew.
struct ReadmeTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md")
    private static let start = "<!-- metrics: generated from Sources/Exposition, RECORD_SNAPSHOTS=1 rewrites it -->\n"
    private static let end = "<!-- metrics end -->\n"

    private var table: String {
        let rows = MetricFamily.all.map { family in
            let labels = family.labels.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(family.sampleName)` | \(family.type.rawValue) | \(labels) | \(family.help) |\n"
        }
        return "| metric | type | labels | what it says |\n| --- | --- | --- | --- |\n" + rows.joined()
    }

    @Test("README lists every metric family with its labels")
    func readmeListsEveryFamily() throws {
        let text = try String(contentsOf: Self.readme, encoding: .utf8)
        let opening = try #require(text.range(of: Self.start), "README has lost the place of the table")
        let closing = try #require(text.range(of: Self.end), "README has lost the end of the table")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            let rewritten = text[..<opening.upperBound] + table + text[closing.lowerBound...]
            try String(rewritten).write(to: Self.readme, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[opening.upperBound..<closing.lowerBound]) == table)
        }
    }
}
