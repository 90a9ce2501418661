import Config
import Foundation
import Indicators
import MosaicTestKit
import Testing

/// The disk, on which no settings are in their usual place.
struct BareFiles: FileReading {
    func names(inFolder path: String) -> [String] { DiskFiles().names(inFolder: path) }

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        if path.hasPrefix("/etc/mosaic/") { throw .missing }
        return try DiskFiles().bytes(ofFile: path)
    }
}

struct CatalogCommandTests {
    private static let figures = """
        indicator,region,period,value,unit
        Hospital beds,DE,2022,640000,beds
        Hospital beds,DE,2023,630000,beds
        Hospital beds,Côte d'Azur,2023,12,beds
        cover,DE,2023,7.6,beds/1k persons
        residents,DE,2023,84.5,million persons

        """

    private func bare() throws -> TestWorld {
        var world = TestWorld()
        world.files = BareFiles()
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        return world
    }

    @Test func `without a catalog a draft is a whole one, with what a file can't tell as questions`() throws {
        let (folder, world) = (try TemporaryFolder(), try bare())
        let (file, to) = (try folder.write(Self.figures, to: "figures.csv"), folder.path("catalog"))
        let drafted = world.run(["catalog", "draft", file, "--to", to])
        #expect(drafted.status == 0, "\(drafted.errors)")
        #expect(
            drafted.output == """
                \(to)/regions.csv: 2 regions
                \(to)/units.csv: 1 unit
                \(to)/indicators.yaml: 3 indicators
                \(to)/targets.csv: no target yet
                \(to)/mosaicd.yaml: settings, with the record beside them
                answer 18 questions, "?" in regions.csv and indicators.yaml; then `mosaic catalog check`

                """)
        func text(_ name: String) throws -> String {
            String(decoding: try folder.read("catalog/" + name), as: UTF8.self)
        }
        #expect(
            try text("regions.csv") == """
                # kind: nation; province; municipality; autonomous_region; the word for a level; or cluster
                # level: a word of catalog.levels; leave it empty where the kind says it
                # parent: the region of a higher level that it is a part of; leave it empty for a nation
                id,name_en,kind,level,parent
                DE,DE,?,?,?
                C-TE-D-AZUR,Côte d'Azur,?,?,?

                """)
        #expect(try text("units.csv").hasSuffix("\nbeds,beds,0,,,\n"))
        let entries = try text("indicators.yaml")
        #expect(
            entries.hasPrefix(
                """
                hospital_beds:
                  # 2 regions, 2022–2023, from 12 to 640000 beds
                  title: { en: "Hospital beds" }
                  unit: "beds"
                  direction: "?"   # is more or less of it better? more, less or none

                """))
        let settings = ["--config", to + "/mosaicd.yaml"]
        let open = world.run(["catalog", "check"] + settings)
        #expect(open.status == 78)
        #expect(
            open.errors.contains("indicators.yaml:5:14: `direction` is an open question; expected more, less or none"))
        for question in [
            "regions.csv:5:7: `kind` is an open question; expected nation, province, municipality, autonomous_region, ",
            "regions.csv:6:27: `level` is an open question; expected nation, province, prefecture or county; or nothing",
            "regions.csv:6:29: `parent` is an open question; expected a region of a higher level; or nothing of a nation",
        ] {
            #expect(open.errors.contains(question), "\(question)\n\(open.errors)")
        }
        #expect(open.errors.split(separator: "\n").count { $0.contains(" is an open question; ") } == 18)
        var answered = entries
        for (key, answer) in [
            ("direction", "more"), ("measure", "level"), ("aggregation", "sum"), ("due_months", "12"),
        ] {
            answered = answered.replacing("\(key): \"?\"", with: "\(key): \(answer)")
        }
        try folder.write(answered, to: "catalog/indicators.yaml")
        try folder.write(
            try text("regions.csv").replacing("Azur,?,?,?", with: "Azur,province,,DE")
                .replacing(",?,?,?", with: ",nation,,"), to: "catalog/regions.csv")
        let checked = world.run(["catalog", "check"] + settings)
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(
            checked.output == """
                catalog: 3 indicators, 0 of them derived, 2 regions, 0 targets; no fault
                record: there is none at \(to)/mosaic.db

                """)
        let done = world.run(["backfill", file] + settings)
        #expect(done.status == 0, "\(done.errors)")
        #expect(world.run(["catalog", "draft", file] + settings).output == "the catalog names all of it\n")
    }

    @Test func `beside a catalog a draft has what that lacks alone, and overwrites nothing`() throws {
        let folder = try TemporaryFolder()
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        let file = try folder.write(
            """
            indicator,region,period,value,unit
            computing_power,北京,2024,1,PFLOPS
            算力规模,CN-SX,2024,1,PFLOPS
            cities,Beijing,2024,1,count
            clean share (percent),北京市,2024,1,percent
            算力规模,北京市 Beijing,2025,1,PFLOPS
            装机容量,内蒙古自治区,2025,1,万千瓦
            城市,香港,2025,1,个

            """, to: "figures.csv")
        let to = folder.path("more")
        #expect(
            world.run(["catalog", "draft", file, "--to", to]).output == """
                \(to)/regions.csv: 2 regions
                \(to)/indicators.yaml: 2 indicators
                answer 14 questions, "?" in regions.csv and indicators.yaml; then `mosaic catalog check`

                """)
        let rows = String(decoding: try folder.read("more/regions.csv"), as: UTF8.self)
        #expect(
            rows.hasSuffix("\nid,name_en,name_zh,kind,level,parent\nCN-SX,CN-SX,CN-SX,?,?,?\nR,香港,香港,?,?,?\n"),
            "\(rows)")
        let entries = String(decoding: try folder.read("more/indicators.yaml"), as: UTF8.self)
        #expect(entries.contains("title: { en: \"cities\" }\n") && entries.contains("title: { zh: \"城市\" }\n"))
        let again = world.run(["catalog", "draft", file, "--to", to])
        #expect(
            again.status == 73 && again.errors.contains("regions.csv is there already; name another folder by --to"))
        #expect(world.run(["catalog", "draft", folder.path("none.csv")]).status == 66)
        #expect(world.run(["catalog", "draft"]).status == 64)
    }

    @Test func `a check says which series a catalog no longer serves, and which unit can't be`() throws {
        let folder = try TemporaryFolder()
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        let file = try folder.write(
            """
            indicator,region,period,value,unit
            computing_power,CN-BJ,2024,1,PFLOPS
            capacity,CN-QH,2024,1,GW

            """, to: "figures.csv")
        #expect(world.run(["backfill", file]).status == 0)
        #expect(world.run(["catalog", "check"]).output.hasSuffix("\nrecord: every series is served\n"))
        world.files = OtherFiles()
        let checked = world.run(["catalog", "check"])
        #expect(checked.status == 78)
        #expect(
            checked.output.split(separator: "\n").dropFirst() == [
                "record: 1 of its series is not served", "  computing_power: it is not named (CN-BJ)",
                "capacity is recorded in 10k kW and can't be in GW; keep the unit, or name another indicator",
            ])
        let json = try JSON(Data(world.run(["catalog", "check", "--json"]).output.utf8))
        #expect(json["changed_units"]?.elements.first?["old"]?.string == "10k kW")
        #expect(json["unserved"]?.elements.count == 1)
    }

    /// Another catalog: `capacity` in another unit, and without `computing_power`.
    private struct OtherFiles: FileReading {
        func names(inFolder path: String) -> [String] { DiskFiles().names(inFolder: path) }

        func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
            if path.hasSuffix("/indicators.yaml") {
                return Array(
                    """
                    capacity:
                      title: { en: Capacity, zh: 容量 }
                      unit: GW
                      direction: more
                      measure: level

                    """.utf8)
            }
            if path.hasSuffix("/targets.csv") { return Array("id,indicator,region,kind,target_period,unit\n".utf8) }
            return try CatalogFiles().bytes(ofFile: path)
        }
    }
}
