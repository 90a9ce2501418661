import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A record of which a bit is flipped, and one that an older release wrote, through the built programs.
    @Suite struct DamagedRecordTests {
        @Test func `a record that the release before wrote says the same, is sound, and goes on`() throws {
            let place = try Place()
            try Data(contentsOf: Self.old("db")).write(to: URL(fileURLWithPath: place.record))
            #expect(try place.output("export") == text(of: "figures.csv"))
            #expect(try place.output("export", "--vintages") == text(of: "vintages.csv"))
            #expect(try place.output("export", "--as-of", "batch:7") == text(of: "batch-7.csv"))
            #expect(try place.output("batches", "--json") == text(of: "batches.json"))
            #expect(try place.output("doctor").hasSuffix("mosaic.db: sound\n"))
            #expect(FileManager.default.fileExists(atPath: place.record + ".schema-2"))
            try place.folder.write(try text(of: "figures.csv") + "\n", to: "again.csv")
            #expect(try place.output("backfill", "again.csv").hasPrefix("batch 11: again.csv: 72 rows: 72 unchanged"))
            #expect(try place.output("export") == text(of: "figures.csv"))
        }

        @Test func `a bit that is flipped is found, or changes nothing of what is exported`() throws {
            let place = try Place()
            try Data(contentsOf: Self.old("db")).write(to: URL(fileURLWithPath: place.record))
            _ = try place.output("backfill", Self.old("figures.csv").path)
            let commands = [["export", "--vintages"], ["export"], ["batches", "--json"]]
            let expected = try commands.map { try place.mosaic($0).text }
            let copy = place.folder.path("copy.db")
            _ = try place.output("backup", copy)
            let sound = try Data(contentsOf: URL(fileURLWithPath: copy))
            var random = SeededGenerator(seed: 14)
            for _ in 0..<60 {
                var bytes = sound
                let (index, bit) = (random.number(0...sound.count - 1), random.number(0...7))
                bytes[index] ^= 1 << UInt8(bit)
                for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
                try bytes.write(to: URL(fileURLWithPath: copy))
                for (command, expected) in zip(commands, expected) {
                    let done = try place.mosaic(command + ["--database", copy])
                    if done.status == 0 {
                        #expect(done.text == expected, "\(command), byte \(index), bit \(bit)")
                    } else {
                        #expect([66, 74, 78].contains(done.status), "\(command): \(done.status) \(done.errors)")
                        let doctor = try place.mosaic("doctor", "--database", copy)
                        #expect(doctor.status != 0, "\(command), byte \(index), bit \(bit)")
                    }
                }
            }
        }

        @Test func `the service goes on with its last snapshot over damage, and says so once`() throws {
            let place = try Place()
            try Data(contentsOf: Self.old("db")).write(to: URL(fileURLWithPath: place.record))
            let service = try place.start()
            let script = """
                import sqlite3, sys
                record = sqlite3.connect(sys.argv[1])
                record.execute("UPDATE statement SET value = 77 WHERE batch = 1 AND series = 1")
                record.commit()
                """
            #expect(try Program.named("python3").run(["-c", script, place.record]).status == 0)
            let refused = try place.mosaic("export")
            #expect(refused.status == 74)
            let words = "what it holds of clean_energy_capacity_share CN-GZ does not fit its checksum"
            #expect(refused.errors.contains(words), "\(refused.errors)")
            let figures = #"mosaic_record_observations"#
            let before = try #require(try service.sample(figures))
            // An undo reads no series; the evaluation that follows does.
            #expect(try place.mosaic("batches", "undo", "1").status == 0)
            let failures = #"mosaic_evaluation_runs_total{result="failure"}"#
            #expect(try eventually { try service.sample(failures) == 1 })
            #expect(try service.get("/-/ready").status == 200)
            #expect(try service.sample(figures) == before)
            #expect(try service.sample("mosaic_record_readable") == 0)
            #expect(try place.mosaic("doctor").status == 74)
            #expect(try service.stop())
        }

        private static func old(_ name: String) -> URL { Repository.url("Tests/Cases/records/schema-2.\(name)") }

        private func text(of name: String) throws -> String {
            try String(contentsOf: Self.old(name), encoding: .utf8)
        }
    }
}
