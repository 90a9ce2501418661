import Foundation
import Testing

/// How the files that are shipped ask for history.
@Suite struct HistoryQueryTests {
    /// Without these Prometheus asks for too little, for nothing where it adds a label of ours, or for everything.
    @Test func `each entry of remote read asks for recent data too, without labels of others, and for one name`() throws
    {
        let text = try Repository.text(of: "Config/prometheus/prometheus.yml")
        let section = try #require(text.components(separatedBy: "\nremote_read:\n").last)
        let entries = try #require(section.components(separatedBy: "\n\n").first).components(separatedBy: "- url:")
            .dropFirst()
        #expect(entries.count == 2)
        for (entry, name) in zip(entries, ["mosaic_history_value", "mosaic_history_path_value"]) {
            let lines = Set(entry.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(
                lines.isSuperset(of: [
                    "read_recent: true", "filter_external_labels: false", "required_matchers: { __name__: \(name) }",
                ]), "\(entry)")
        }
    }

    /// A year's figure is the only one of its year: what looks back for less than 366 days finds nothing in some of them.
    @Test func `every query of history looks back for a leap year at least`() throws {
        let files = ["mosaic", "province", "indicator"].map { "Config/grafana/\($0).json" } + ["docs/history.md"]
        var count = 0
        for file in files {
            let text = try Repository.text(of: file)
            for match in text.matches(of: /last_over_time\((mosaic_history_\w+\{[^}]*\})\[(\w+)\]/) {
                count += 1
                #expect(match.2 == "366d" || match.2.hasSuffix("0y"), "\(file): \(match.0)")
            }
            guard file.hasSuffix(".json") else { continue }
            // In a dashboard each of them is asked in this way.
            let selectors = text.matches(of: /mosaic_history_\w+\{/).count
            #expect(selectors == text.matches(of: /last_over_time\(mosaic_history_\w+\{[^}]*\}\[/).count, "\(file)")
        }
        #expect(count > 10)
    }

    /// Remote read serves no values of labels.
    @Test func `no variable of a dashboard asks history`() throws {
        for file in ["mosaic", "province", "indicator"] {
            let text = try Repository.text(of: "Config/grafana/\(file).json")
            let queries = text.matches(of: /label_values\([^)]*\)/).map { String($0.output) }
            #expect(!queries.isEmpty && queries.allSatisfy { !$0.contains("history") }, "\(file): \(queries)")
        }
    }
}
