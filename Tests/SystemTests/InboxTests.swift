import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The inbox of the built `mosaicd`.
    @Suite struct InboxTests {
        private static func figure(_ year: Int, _ value: Int = 98_000) -> String {
            "indicator,region,period,value,unit,source_date\ncomputing_power,CN-NX,\(year),\(value),PFLOPS,2026-02-03\n"
        }

        /// Puts a file into the inbox by a rename, as those do who write elsewhere first.
        private static func put(_ text: String, as name: String, in place: Place) throws {
            try place.folder.write(text, to: "draft")
            try FileManager.default.moveItem(
                atPath: place.folder.path("draft"), toPath: place.folder.path("inbox/\(name)"))
        }

        private static func exists(_ path: String, in place: Place) -> Bool {
            FileManager.default.fileExists(atPath: place.folder.path(path))
        }

        @Test func `a file that is moved in is served, one with a fault is told wherever one looks, and tried again`()
            throws
        {
            let place = try Place()
            let service = try place.start()
            #expect(try eventually { Self.exists("inbox", in: place) })
            try Self.put(Self.figure(2025), as: "good.csv", in: place)
            try Self.put("indicator,region,period,value,unit\nwind,CN-XX,2025,1,PFLOPS\n", as: "bad.csv", in: place)
            #expect(try eventually { try service.sample(ServiceTests.value) == 98_000 })
            #expect(try eventually { Self.exists("inbox/failed/bad.csv", in: place) })
            let batches = try JSON(Data(place.output("batches", "--json").utf8))
            #expect(batches.elements.map { $0["recorded_by"]?.string } == ["inbox"])
            #expect(batches.elements.map { $0["file"]?.string } == ["good.csv"])
            #expect(
                try eventually {
                    try service.sample("mosaic_intake_files{state=\"failed\"}") == 1
                        && service.sample("mosaic_intake_files{state=\"done\"}") == 1
                        && service.sample("mosaic_intake_oldest_waiting_timestamp_seconds") == 0
                })
            let listed = try JSON(Data(place.output("inbox", "--json").utf8))
            #expect(listed.elements.map { $0["file"]?.string } == ["bad.csv"])
            #expect(listed.elements.first?["why"]?.string?.hasPrefix("bad.csv:2:1: unknown indicator") == true)
            // The report is what the command prints, of the same file under the same name.
            let report = try JSON(place.folder.read("inbox/failed/bad.csv.report.json"))
            try FileManager.default.copyItem(
                atPath: place.folder.path("inbox/failed/bad.csv"), toPath: place.folder.path("bad.csv"))
            let told = try place.mosaic("backfill", "bad.csv", "--json")
            #expect(try told.status == 65 && told.json == report)
            #expect(try JSON(service.get("/api/v1/inbox/inbox/bad.csv").body) == report)

            #expect(try place.mosaic("inbox", "retry", "none.csv").status == 66)
            #expect(try place.output("inbox", "retry", "bad.csv") == "bad.csv: waits in inbox\n")
            #expect(try eventually { Self.exists("inbox/failed/bad.csv.report.txt", in: place) })
            #expect(try service.stop())
            try Self.put(Self.figure(2024), as: "later.csv", in: place)
            let waiting = try place.mosaic("inbox")
            #expect(waiting.status == 0 && waiting.text.contains("later.csv"))
            // Of a file that waited while the service was away, too, the log has one line.
            let next = try place.start()
            #expect(try eventually { next.program.errors.contains("file=later.csv recorded_by=inbox") })
            #expect(try eventually { Self.exists("inbox/done/\(Today.year)/later.csv.report.txt", in: place) })
            #expect(try next.stop())
            for (file, log) in [("good.csv", service.program.errors), ("later.csv", next.program.errors)] {
                #expect(log.split(separator: "\n").count { $0.contains(file) } == 1, "\(log)")
            }
        }

        @Test func `a service that is killed again and again records each file once`() throws {
            let place = try Place()
            let count = 40
            try FileManager.default.createDirectory(
                atPath: place.folder.path("inbox"), withIntermediateDirectories: false)
            for number in 0..<count {
                try Self.put(Self.figure(1500 + number), as: "\(100 + number).csv", in: place)
            }
            var moments = SeededGenerator(seed: 21)
            var kills = 0
            for _ in 0..<6 {
                let service = try Service(at: place)
                // Some files later: in the middle of one of them.
                let before = try Self.done(in: place)
                #expect(try eventually(every: .milliseconds(1)) { try Self.done(in: place) > before })
                usleep(UInt32.random(in: 0..<20_000, using: &moments))
                service.program.kill()
                if try Self.done(in: place) < count { kills += 1 }
            }
            #expect(kills > 2, "the files were taken before the kills")
            let service = try place.start()
            #expect(try eventually { try Self.done(in: place) == count })
            #expect(try place.output("batches").split(separator: "\n").count == count + 1)
            #expect(try JSON(Data(place.output("inbox", "--json").utf8)).elements.isEmpty)
            #expect(try service.stop())
        }

        /// How many recorded files are kept.
        private static func done(in place: Place) throws -> Int {
            let years = (try? FileManager.default.contentsOfDirectory(atPath: place.folder.path("inbox/done"))) ?? []
            return try years.reduce(0) { sum, year in
                try sum
                    + FileManager.default.contentsOfDirectory(atPath: place.folder.path("inbox/done/\(year)"))
                    .count { $0.hasSuffix(".csv") }
            }
        }
    }
}
