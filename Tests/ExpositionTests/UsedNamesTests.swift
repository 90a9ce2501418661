import Exposition
import Formats
import Foundation
import Testing

/// Alerts, dashboards and pages name families that are served.
@Suite struct UsedNamesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The samples of all families; those of the history are in an archive.
    private static let served: Set<String> = Set(
        MetricFamily.all.flatMap { family in
            family.type == .histogram
                ? ["_bucket", "_count", "_sum", ""].map { family.sampleName + $0 } : [family.sampleName]
        } + ["value", "path_value"].map { "mosaic_history_\($0)" })

    /// The names in the files of a folder.
    private static func names(in folder: String) throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return try files.reduce(into: []) { names, file in
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: /\bmosaic_\w+/).map { String($0.output) })
        }
    }

    @Test(arguments: [
        ("Config/prometheus/rules", 10), ("Config/grafana", 20),
    ])
    func `what operators are given asks for families that are served`(folder: String, count: Int) throws {
        let names = try Self.names(in: folder)
        #expect(names.count >= count)
        #expect(names.subtracting(Self.served).sorted() == [])
    }

    /// What every operator may rely on.
    @Test func `the service tells of itself, its record, its exchange, its settings, its bytes and its requests`() {
        let evaluation = ["last_success_timestamp_seconds", "duration_seconds", "runs_total"]
        let record = ["observations", "vintages", "batches", "size_bytes", "unknown_series"]
        let config = ["last_reload_successful", "last_reload_success_timestamp_seconds"]
        let exposition = ["samples", "samples_limit", "samples_left_out", "size_bytes"]
        let expected =
            ["build_info", "snapshot_timestamp_seconds", "http_requests_total", "http_request_duration_seconds"]
            + evaluation.map { "evaluation_\($0)" } + record.map { "record_\($0)" }
            + ["exchange_rows_total", "exchange_files_total"] + config.map { "config_\($0)" }
            + exposition.map { "exposition_\($0)" }
        #expect(Set(expected.map { "mosaic_\($0)" }).subtracting(MetricFamily.all.map(\.sampleName)) == [])
    }
}
