import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A record is copied while it is in use, put back when it is not, and looked after.
    @Suite struct BackupTests {
        private static let figures =
            "indicator,region,period,value,unit,source,source_date\n"
            + "computing_power,CN-NM,2023,98000,PFLOPS,a yearbook,2024-05-06\n"

        private func filled() throws -> Place {
            let place = try Place()
            try place.folder.write(Self.figures, to: "one.csv")
            _ = try place.output("backfill", "one.csv")
            return place
        }

        @Test func `a backup made while the service runs is the record, and is never written over`() throws {
            let place = try filled()
            let service = try place.start()
            let told = try JSON(Data(place.output("backup", "copy.db", "--json").utf8))
            #expect(told["batches"]?.int == 1)
            #expect(try place.output("export", "--database", "copy.db") == place.output("export"))
            #expect(try place.mosaic("backup", "copy.db").status == 73)
            #expect(try place.mosaic("backup", "none/copy.db").status == 73)
            #expect(try service.stop())
        }

        @Test func `a restore is refused while the service runs, and brings back what the backup held`() throws {
            let place = try filled()
            _ = try place.output("backup", "copy.db")
            let before = try place.output("export")
            _ = try place.output("batches", "undo", "1")
            let service = try place.start()
            let refused = try place.mosaic("restore", "copy.db")
            #expect(refused.status == 75)
            #expect(refused.errors.contains("another mosaicd"))
            #expect(try service.stop())
            _ = try place.output("restore", "copy.db")
            #expect(try place.output("export") == before)
            #expect(try place.output("batches", "--json", "--database", "mosaic.db.before-restore").contains("undo"))
            #expect(try place.mosaic("restore", "copy.db").status == 73)
            #expect(try place.mosaic("restore", "none.db").status == 66)
            #expect(try place.mosaic("restore", "one.csv").status == 74)
        }

        @Test func `the doctor tells damage from drift from what is worth knowing`() throws {
            let place = try filled()
            #expect(try place.output("doctor").contains("sound"))

            try place.folder.write(
                Self.catalog.replacingOccurrences(of: "computing_power:", with: "other_power:"), to: "indicators.yaml")
            try useOwnIndicators(of: place)
            let unknown = try place.mosaic("doctor", "--json")
            #expect(unknown.status == 0)
            #expect(try unknown.json.elements.map { $0["code"]?.string } == ["unknown_indicator"])

            try place.folder.write(
                Self.catalog.replacingOccurrences(of: "PFLOPS", with: "EFLOPS"), to: "indicators.yaml")
            let drifted = try place.mosaic("doctor")
            #expect(drifted.status == 78)
            #expect(drifted.text.contains("computing_power is recorded in PFLOPS, but the catalog says EFLOPS"))

            try place.folder.write(Self.catalog, to: "indicators.yaml")
            var bytes = try place.folder.read("mosaic.db")
            bytes.replaceSubrange(8192..<bytes.count, with: Data(count: bytes.count - 8192))
            try place.folder.write(bytes, to: "mosaic.db")
            #expect(try place.mosaic("doctor").status == 74)
        }

        @Test func `the status tells what the record holds and who serves it`() throws {
            let place = try filled()
            let idle = try place.mosaic("status", "--json").json
            #expect(idle["observations"]?.int == 1)
            #expect(idle["newest"]?["batch"]?.int == 1)
            #expect(idle["service"] == .null)
            let service = try place.start()
            #expect(try place.mosaic("status", "--json").json["service"]?.int == Int(service.program.identifier))
            #expect(try service.stop())
        }

        private static let catalog = """
            computing_power:
              title: { en: Computing power, zh: 算力规模 }
              unit: PFLOPS
              direction: more
              measure: level
              aggregation: none
              description: For a test.

            """

        /// Lets the place's settings name its own indicators and no targets.
        private func useOwnIndicators(of place: Place) throws {
            let header = try String(contentsOf: Repository.url("Config/targets.csv"), encoding: .utf8)
                .split(separator: "\n")[0]
            try place.folder.write("\(header)\n", to: "targets.csv")
            let settings = try String(contentsOfFile: place.settings, encoding: .utf8)
            let config = Repository.url("Config").path
            try place.folder.write(
                settings.replacingOccurrences(of: "\(config)/indicators.yaml", with: "indicators.yaml")
                    .replacingOccurrences(of: "\(config)/targets.csv", with: "targets.csv"), to: "mosaicd.yaml")
        }
    }
}
