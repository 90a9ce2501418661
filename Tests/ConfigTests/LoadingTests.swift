import Config
import Foundation
import Indicators
import Testing

@Suite
struct LoadingTests {
    static func base(in folder: String = "conf/") throws -> MemoryFiles {
        var files = MemoryFiles()
        for name in ["mosaicd.yaml", "regions.csv", "indicators.yaml", "targets.csv"] {
            files.contents[folder + name] = try CaseFile.bytes("base/\(name)")
        }
        return files
    }

    static func faults(path: String = "conf/mosaicd.yaml", _ files: MemoryFiles) -> [String] {
        do {
            _ = try MosaicConfiguration.load(path: path, files: files)
            return []
        } catch {
            return error.lines
        }
    }

    @Test
    func `all faults of all files are told at once, file by file`() {
        let files = MemoryFiles([
            "conf/mosaicd.yaml": "record: { pth: a.db }\nevaluation: { every: soon, every: 1h }\n",
            "conf/regions.csv": "id,name_en,name_zh,kind\nCN,China,中国,natoin\nCN-NM,Inner Mongolia,内蒙古,province\n",
            "conf/indicators.yaml": """
            computing_power: { title: { en: Computing power, zh: 算力规模 }, unit: PFLOPS, direction: more, measure: level }
            launches: { title: { en: Launches, zh: 发射 }, unit: count, direction: more, measure: flows }
            """,
            "conf/targets.csv": """
            id,indicator,region,kind,target_period,target_value,unit
            a,computing_power,Inner Mongol,at_least,2030,1,PFLOPS
            b,computing_pover,China,at_least,2030,x,PFLOPS
            c,launches,中国,at_least,2030,1,count
            """,
        ])
        #expect(
            Self.faults(files) == [
                "conf/mosaicd.yaml:1:11: unknown key `pth`; did you mean \"path\"?",
                "conf/mosaicd.yaml:2:22: `every` is \"soon\"; expected a duration such as 1h, 30m, 1h30m or 1d",
                "conf/mosaicd.yaml:2:28: key `every` stands twice, first at 2:15; expected it once",
                "conf/regions.csv:2:13: `kind` is \"natoin\"; did you mean \"nation\"?",
                "conf/indicators.yaml:2:85: `measure` is \"flows\"; did you mean \"flow\"?",
                "conf/targets.csv:2:19: unknown region \"Inner Mongol\"; did you mean \"Inner Mongolia\" (CN-NM)?",
                "conf/targets.csv:3:3: unknown indicator \"computing_pover\"; did you mean \"computing_power\"?",
                "conf/targets.csv:3:39: `target_value` is \"x\"; expected a finite number such as 12.5",
            ])
    }

    @Test
    func `what is named in a file that can't be read is not unknown`() throws {
        var files = try Self.base()
        files.contents["conf/regions.csv"] = nil
        files.faults["conf/indicators.yaml"] = .notPermitted
        #expect(
            Self.faults(files) == [
                "conf/regions.csv: there is no such file; expected a file to read",
                "conf/indicators.yaml: this file may not be read by the current user",
            ])
    }

    @Test
    func `what is named in a row of the wrong length is not unknown`() throws {
        var files = try Self.base()
        files.contents["conf/regions.csv"] = Array(
            "id,name_en,name_zh,kind\nCN,China,中国,nation\nCN-NM,Inner Mongolia\n".utf8)
        #expect(Self.faults(files) == ["conf/regions.csv:3:1: row of 2 fields; the header has 4"])
    }

    @Test(arguments: [
        (FileReadingFault.missing, "there is no such file; expected a file to read"),
        (.directory, "this is a directory; expected a file"),
        (.notPermitted, "this file may not be read by the current user"),
        (.tooLarge(limit: 10), "this file has more than 10 bytes"),
        (.unreadable(reason: "Input/output error"), "this file can't be read: Input/output error"),
    ])
    func `settings that can't be read are the one fault`(fault: FileReadingFault, message: String) throws {
        var files = try Self.base()
        files.faults["conf/mosaicd.yaml"] = fault
        #expect(Self.faults(files) == ["conf/mosaicd.yaml: \(message)"])
        #expect(throws: ConfigFaults.self) { try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files) }
    }

    @Test
    func `a file whose path has a fault is not read, the others are`() throws {
        var files = try Self.base()
        files.contents["conf/mosaicd.yaml"] = Array("catalog: { regions: [], targets: other.csv }\n".utf8)
        #expect(
            Self.faults(files) == [
                "conf/mosaicd.yaml:1:21: `regions` is a list; expected a text",
                "conf/other.csv: there is no such file; expected a file to read",
            ])
    }

    @Test(arguments: ["", ".mosaic/", "/etc/mosaic/", "../a/"])
    func `paths are relative to the settings file`(folder: String) throws {
        let configuration = try MosaicConfiguration.load(
            path: "\(folder)mosaicd.yaml", files: try Self.base(in: folder))
        #expect(configuration.settings.recordPlace == "\(folder)mosaic.db")
        #expect(configuration.settings.catalog.targets == "\(folder)targets.csv")
        #expect(configuration.catalog.targetRows.map(\.id) == ["nm-2030"])
    }

    @Test
    func `a record's address is no path beside the settings`() throws {
        var files = try Self.base()
        let name = "postgresql://host/mosaic"
        files.contents["conf/mosaicd.yaml"] = Array("record: { url: \"\(name)\" }\n".utf8)
        let configuration = try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files)
        #expect(configuration.settings.recordPlace == name)
    }

    @Test func `the settings name the files of the catalog, which are read whole`() throws {
        let files = try Self.base()
        let catalog = try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files).catalog
        #expect(catalog.regions.count == 6 && catalog.indicators.count == 5 && catalog.targetRows.count == 1)
        var elsewhere = files
        elsewhere.contents["elsewhere/mosaicd.yaml"] = files.contents["conf/mosaicd.yaml"]
        #expect(throws: ConfigFaults.self) {
            try MosaicConfiguration.load(path: "elsewhere/mosaicd.yaml", files: elsewhere)
        }
    }

    @Test
    func `of more than 20 faults of a kind the rest is counted`() throws {
        var files = try Self.base()
        let row = "a,computing_power,CN,at_least,2030,x,PFLOPS\n"
        let rows = (1...30).map { "\($0)" + row }.joined()
        files.contents["conf/targets.csv"] = Array(
            "id,indicator,region,kind,target_period,target_value,unit\n\(rows)".utf8)
        let lines = Self.faults(files)
        #expect(lines.count == 21)
        #expect(lines.last == "conf/targets.csv: 10 more of not_a_number, 30 in all")
    }

    @Test
    func `a diagnostic bears code, place, value and what would be right`() throws {
        var files = try Self.base()
        files.contents["conf/mosaicd.yaml"] = Array("web: { listn: [] }\n".utf8)
        let faults = #expect(throws: ConfigFaults.self) {
            try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files)
        }
        #expect(
            faults?.diagnostics.kept == [
                Diagnostic(
                    "unknown_key", file: "conf/mosaicd.yaml", line: 1, column: 8, message: "unknown key `listn`",
                    value: "listn", expected: "did you mean \"listen\"?")
            ])
        #expect(faults?.diagnostics.errorTotals == ["unknown_key": 1])
    }
}
