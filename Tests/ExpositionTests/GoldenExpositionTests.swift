import Exposition
import Foundation
import Indicators
import Testing

/// Whole expositions, compared with Tests/Golden; a run with `RECORD_SNAPSHOTS` set writes them anew.
@Suite
struct GoldenExpositionTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden")
        .standardizedFileURL

    static func compare(_ bytes: [UInt8], with name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil { try Data(bytes).write(to: file) }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let found = String(decoding: bytes, as: UTF8.self)
        let (foundLines, expectedLines) = (found.split(separator: "\n"), expected.split(separator: "\n"))
        #expect(foundLines.filter { !Set(expectedLines).contains($0) } == [])
        #expect(found == expected)
    }

    @Test
    func `a snapshot with every group is written as the golden files of both formats`() throws {
        let metrics = try Sample.renderer(Set(MetricGroup.allCases)).render(Sample.snapshotOfAll()).metrics
        try Self.compare(metrics.text, with: "snapshot.txt")
        try Self.compare(metrics.openMetrics, with: "snapshot.openmetrics.txt")
    }

    @Test
    func `the service's own families are written as the golden files of both formats`() throws {
        let snapshot = try Sample.renderer().render(Sample.snapshot(targets: false, record: [])).metrics
        let metrics = try Sample.service().render(beside: snapshot)
        try Self.compare(metrics.text, with: "service.txt")
        try Self.compare(metrics.openMetrics, with: "service.openmetrics.txt")
    }

    @Test
    func `before the first evaluation only what is known is told`() throws {
        let metrics = try ServiceMetrics(
            version: "1.2.3", configReadTime: Timestamp(microseconds: 0), samplesLimit: 9
        ).render(beside: nil)
        #expect(
            String(decoding: metrics.text, as: UTF8.self) == """
                # HELP mosaic_build_info The version of the service.
                # TYPE mosaic_build_info gauge
                mosaic_build_info{version="1.2.3"} 1
                # HELP mosaic_evaluation_runs_total Evaluations since the start, by result.
                # TYPE mosaic_evaluation_runs_total counter
                mosaic_evaluation_runs_total{result="success"} 0
                mosaic_evaluation_runs_total{result="failure"} 0
                # HELP mosaic_config_last_reload_successful 1 if the settings and the catalog were last read without a fault.
                # TYPE mosaic_config_last_reload_successful gauge
                mosaic_config_last_reload_successful 1
                # HELP mosaic_config_last_reload_success_timestamp_seconds When they were last read without a fault.
                # TYPE mosaic_config_last_reload_success_timestamp_seconds gauge
                mosaic_config_last_reload_success_timestamp_seconds 0
                # HELP mosaic_exposition_samples_limit The settings' limit on them.
                # TYPE mosaic_exposition_samples_limit gauge
                mosaic_exposition_samples_limit 9

                """)
        #expect(metrics.samples == 6)
    }
}
