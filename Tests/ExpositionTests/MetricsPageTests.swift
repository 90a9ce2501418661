import Exposition
import Formats
import Foundation
import Testing

/// The table of docs/metrics.md is what the code says; a run with `RECORD_SNAPSHOTS` set writes it anew.
@Suite struct MetricsPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/metrics.md")
    private static let start = "<!-- metrics: generated from Sources/Exposition, RECORD_SNAPSHOTS=1 rewrites it -->\n"
    private static let end = "<!-- metrics end -->\n"

    private var table: String {
        let rows = MetricFamily.all.map { family in
            let labels = family.labels.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(family.sampleName)` | \(family.type.rawValue) | \(labels) | \(family.help) |\n"
        }
        return "| metric | type | labels | what it says |\n| --- | --- | --- | --- |\n" + rows.joined()
    }

    @Test func `the page of metrics lists every family with its labels`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let opening = try #require(text.range(of: Self.start), "the page has lost the start of the table")
        let closing = try #require(text.range(of: Self.end), "the page has lost the end of the table")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            let rewritten = text[..<opening.upperBound] + table + text[closing.lowerBound...]
            try String(rewritten).write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[opening.upperBound..<closing.lowerBound]) == table)
        }
    }
}
