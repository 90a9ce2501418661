import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Who recorded, how far it is, and a record that a newer Mosaic wrote.
    @Suite struct RecordCareTests {
        private static let figures = """
            indicator,region,period,value,unit,source_date
            computing_power,CN-NM,2020,20000,PFLOPS,2021-02-01

            """

        @Test(.enabled(if: getuid() == 0))
        func `behind sudo the batch is that of who typed it`() throws {
            let place = try Place()
            #expect(
                try place.mosaic("backfill", "-", input: Self.figures, environment: ["SUDO_USER": "planner"]).status
                    == 0)
            #expect(
                try place.mosaic("batches", "undo", "1", environment: ["SUDO_USER": "auditor"]).status == 0)
            let batches = try place.mosaic("batches", "--json").json.elements
            #expect(batches.map { $0["recorded_by"]?.string } == ["planner", "auditor"])
        }

        @Test(arguments: [
            ["backfill", "figures.csv"], ["show", "computing_power"], ["gaps"], ["export"], ["batches", "undo", "1"],
            ["doctor"], ["backup", "copy.db"],
        ])
        func `a record of a newer schema is refused, and not touched`(arguments: [String]) throws {
            let place = try Place()
            try place.folder.write(Self.figures, to: "figures.csv")
            #expect(try place.mosaic("backfill", "-", input: Self.figures).status == 0)
            let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript('PRAGMA user_version = 99')"
            #expect(try Program.named("python3").run(["-c", script, place.record]).status == 0)
            let before = try Data(contentsOf: URL(fileURLWithPath: place.record))
            let done = try place.mosaic(arguments)
            #expect(done.status != 0)
            #expect(done.errors.contains("99"), "\(done.errors)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: place.record)) == before)
        }

        @Test func `on a terminal long work tells how far it is, and leaves no trace of it`() throws {
            let place = try Place()
            try place.folder.write(Self.figures, to: "figures.csv")
            let command =
                "(head -n 1 figures.csv; sleep 1; tail -n 1 figures.csv) | '\(Program.mosaic.path)' backfill -"
            let done = try Program.named("script").run(
                ["--quiet", "--return", "--command", command, "/dev/null"],
                environment: ["MOSAIC_CONFIG": place.settings, "NO_COLOR": "1", "TERM": "xterm"],
                directory: place.folder.url)
            #expect(done.status == 0)
            #expect(done.text.contains("standard input: 0 MB"), "\(done.text)")
            #expect(done.text.contains("\r\u{1B}[Kbatch 1: -: 1 row: 1 new"), "\(done.text)")
            let piped = try place.mosaic("backfill", "figures.csv")
            #expect(!piped.errors.contains("MB"))
        }
    }
}
