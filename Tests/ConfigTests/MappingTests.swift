import Indicators
import Testing

@testable import Config

/// Mappings of foreign files: what they say, and every fault with its place.
@Suite
struct MappingTests {
    private static let catalog = Catalog(
        regions: [
            Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation)
        ],
        indicators: [
            Indicator(
                id: "gdp", title: ["en": "GDP", "zh": "生产总值"],
                unit: UnitOfMeasure(standingAlone: "points"), direction: .more, measure: .flow)
        ])

    private static func load(_ text: String) throws(ConfigFaults) -> Mapping {
        try Mapping.load(path: "oecd.yaml", files: MemoryFiles(["oecd.yaml": text]), catalog: catalog)
    }

    private static func faults(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch {
            return error.lines
        }
    }

    @Test
    func `a mapping says what its keys say`() throws {
        let text = """
            match: { form: sdmx-csv, columns: [MEASURE], values: { DATAFLOW: "A:B(1.0)" } }
            columns: { REF_AREA: region, OBS_VALUE: value }
            indicator:
              - { when: { MEASURE: [GDP, B1GQ], SEX: "" }, is: gdp, unit: points }
            regions: { PRC: CN }
            units: { PTS: points }
            set: { source: OECD }
            where: { FREQ: A }
            ignore: [DECIMALS]
            """
        var expected = Mapping(file: "oecd.yaml", bytes: Array(text.utf8))
        expected.match = Mapping.Match(form: "sdmx-csv", columns: ["MEASURE"], values: ["DATAFLOW": ["A:B(1.0)"]])
        expected.columns = ["REF_AREA": .region, "OBS_VALUE": .value]
        expected.rules = [
            Mapping.Rule(when: ["MEASURE": ["GDP", "B1GQ"], "SEX": [""]], indicator: "gdp", unit: "points")
        ]
        expected.regions = ["PRC": "CN"]
        expected.units = ["PTS": "points"]
        expected.fixed = [.source: "OECD"]
        expected.selected = ["FREQ": ["A"]]
        expected.ignored = ["DECIMALS"]
        #expect(try Self.load(text) == expected)
    }

    @Test
    func `every fault of a mapping has its line and column, and the nearest known name`() {
        let text = """
            colums: { A: region }
            match: {}
            columns: { A: region, B: regin, C: region }
            indicator:
              - { when: { MEASURE: GDP }, is: gpd }
              - { is: gdp, uni: points }
              - { when: {}, is: gdp }
            regions: { X: Chima }
            set: { unt: points, region: CX }
            where: [A]
            statuses: { X: A, Y: XX }
            """
        #expect(
            Self.faults(text) == [
                "oecd.yaml:1:1: unknown key `colums`; did you mean \"columns\"?",
                "oecd.yaml:2:1: `match` asks for nothing; expected form, columns or values, or no `match`",
                "oecd.yaml:3:26: \"regin\" is no field; did you mean \"region\"?",
                "oecd.yaml:3:36: columns \"A\" and \"C\" both say the region; expected each field once",
                "oecd.yaml:5:35: unknown indicator \"gpd\"; did you mean \"gdp\"?",
                "oecd.yaml:6:5: `indicator` lacks `when`; expected dimensions and their values",
                "oecd.yaml:6:16: unknown key `uni`; did you mean \"unit\"?",
                "oecd.yaml:7:7: `when` names no dimension; expected one, or `set: { indicator: … }` for all rows",
                "oecd.yaml:8:15: unknown region \"Chima\"; did you mean \"China\" (CN)?",
                "oecd.yaml:9:8: \"unt\" is no field; did you mean \"unit\"?",
                "oecd.yaml:9:29: unknown region \"CX\"; did you mean \"CN\"?",
                "oecd.yaml:10:8: `where` is a list; expected a mapping",
                "oecd.yaml:11:22: \"XX\" is no status; expected one of A B D E F G H I J K L M N O P Q S U V W",
            ])
    }

    @Test
    func `the mappings beside the indicators are part of the configuration, and so are their faults`() throws {
        var files = MemoryFiles()
        for name in ["mosaicd.yaml", "regions.csv", "indicators.yaml"] {
            files.contents["conf/\(name)"] = try CaseFile.bytes("base/\(name)")
        }
        files.contents["conf/targets.csv"] = try CaseFile.bytes("targets-header-only.good.csv")
        files.contents["conf/mappings/b.yaml"] = Array("match: { form: owid }".utf8)
        files.contents["conf/mappings/a.yaml"] = Array("match: { columns: [GEO] }".utf8)
        files.contents["conf/mappings/notes.txt"] = Array("none".utf8)
        let loaded = try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files)
        #expect(loaded.mappings.map(\.name) == ["a.yaml", "b.yaml"])
        files.contents["conf/mappings/b.yaml"] = Array("mach: {}".utf8)
        #expect(throws: ConfigFaults.self) { try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files) }
    }
}
