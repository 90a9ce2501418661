import Config
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

/// In which language commands name things.
@Suite
struct LanguageTests {
    /// A catalog in English, French and Chinese, with a unit of its own.
    private struct Files: FileReading {
        static let texts = [
            "mosaicd.yaml": """
            catalog: { units: units.csv }
            record: { path: /var/lib/mosaic/mosaic.db }
            """,
            "units.csv": "symbol,dimension,power_of_ten,title_fr,title_zh\nbeds,beds,0,lits,床位",
            "regions.csv": """
            id,name_en,name_zh,name_fr,kind
            DE,Germany,德国,Allemagne,nation
            DE-BE,Berlin,柏林,,province
            """,
            "indicators.yaml": """
            beds:
              title: { en: Hospital beds, fr: Lits d’hôpital, zh: 医院床位, zh-Hant: 醫院牀位 }
              unit: beds
              direction: more
              measure: level
              description: { fr: Tous les lits }
            """,
            "targets.csv": """
            id,indicator,region,kind,base_period,target_period,target_value,unit
            de-beds,beds,DE,at_least,2020,2030,700,beds
            be-beds,beds,DE-BE,at_least,2020,2030,700,beds
            """,
        ]

        func names(inFolder path: String) -> [String] { [] }

        func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
            guard let name = path.split(separator: "/").last, let text = Self.texts[String(name)] else {
                return try DiskFiles().bytes(ofFile: path)
            }
            return Array((text + "\n").utf8)
        }
    }

    private func world() throws -> TestWorld {
        var world = TestWorld()
        world.files = Files()
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "indicator,region,period,value,unit\nbeds,DE,2020,640,beds\nLits d’hôpital,Allemagne,2021,630,lits\n",
            to: "figures.csv")
        let done = world.run(["backfill", file])
        #expect(done.status == 0, "\(done.errors)")
        return world
    }

    /// The environment and arguments of a reader, and what stands for the indicator, the region and the unit.
    private static let readers: [([String: String], [String], String, String, String)] = [
        (["LANG": "fr_FR.UTF-8"], [], "Lits d’hôpital", "Allemagne", "lits"),
        (["LANG": "en_GB"], [], "Hospital beds", "Germany", "beds"),
        (["LANG": "it_IT"], [], "Hospital beds", "Germany", "beds"),
        (["LANG": "zh_TW.UTF-8"], [], "醫院牀位", "德国", "床位"),
        (["LANG": "zh_CN.UTF-8"], [], "医院床位", "德国", "床位"),
        (["LANG": "en_US", "LC_MESSAGES": "fr_CA"], [], "Lits d’hôpital", "Allemagne", "lits"),
        (["LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "fr_BE"], [], "Lits d’hôpital", "Allemagne", "lits"),
        (["LANG": "fr_FR", "LC_ALL": ""], [], "Lits d’hôpital", "Allemagne", "lits"),
        (["LANG": "fr_FR"], ["--lang", "zh-hant-hk"], "醫院牀位", "德国", "床位"),
        (["LC_ALL": "C"], ["--lang", "fr-CH"], "Lits d’hôpital", "Allemagne", "lits"),
    ]

    @Test(arguments: readers)
    func `names, titles and units are in the reader's language`(
        environment: [String: String], arguments: [String], title: String, name: String, unit: String
    ) throws {
        var world = try world()
        world.environment = environment
        #expect(
            world.run(["show"] + arguments).output
                == "indicator\tunit\tregions\tfigures\tyears\ttitle\nbeds\t\(unit)\t1\t2\t2020–2021\t\(title)\n")
        #expect(
            world.run(["show", "beds"] + arguments).output.split(separator: "\n").last?.hasPrefix(
                "\(name)\t2021\t630\t\(unit)\t") ?? false)
        #expect(world.run(["gaps"] + arguments).output.contains("\nde-beds\t\(name)\t2030\taway\t700\t630\t\(unit)\t"))
        #expect(world.run(["trends"] + arguments).output.contains("\nbeds\t\(name)\t2020–2021 (2)\t630\t\(unit)\t"))
        #expect(world.run(["gaps", "--since", "2020-01-01"] + arguments).output.contains("de-beds\t\(name)\t2030\t"))
        #expect(
            world.run(["gaps", "--fail-on", "away"] + arguments).output.hasPrefix(
                "away de-beds; \(name); \(title); 630 \(unit) in 2021; "))
        #expect(
            world.run(["export", "beds", "--format", "wide"] + arguments).output
                == "\(title)\nIndicator: beds (beds)\nRegion,2020,2021\n\(name),640,630\n")
    }

    @Test(arguments: [[:], ["LANG": "C.UTF-8"], ["LANG": "fr_FR", "LC_ALL": "POSIX"], ["LANG": "?"]])
    func `where nobody says a language titles and sentences are in English and Chinese`(
        environment: [String: String]
    ) throws {
        var world = try world()
        world.environment = environment
        #expect(
            world.run(["show"]).output == """
                indicator\tunit\tregions\tfigures\tyears\ttitle\t标题
                beds\tbeds\t1\t2\t2020–2021\tHospital beds\t医院床位

                """)
        let lines = world.run(["gaps", "--explain", "de-beds"]).output
        #expect(lines.hasPrefix("de-beds · Germany 德国 · Hospital beds 医院床位 · as of 2026: away"))
        #expect(lines.contains("\nde-beds asks for at least 700 beds in 2030.\n"))
        #expect(lines.contains("\n目标de-beds：2030年不低于700 beds。\n"))
    }

    @Test func `an explanation in one language has its sentences once, Chinese ones for readers of Chinese`() throws {
        let world = try world()
        let french = world.run(["gaps", "--explain", "de-beds", "--lang", "fr"]).output
        #expect(french.hasPrefix("de-beds · Allemagne · Lits d’hôpital · as of 2026: away"))
        #expect(french.contains("\nde-beds asks for at least 700 lits in 2030.\n") && !french.contains("目标"))
        let chinese = world.run(["gaps", "--explain", "de-beds", "--lang", "zh-Hant"]).output
        #expect(chinese.hasPrefix("de-beds · 德国 · 醫院牀位 · as of 2026: away"))
        #expect(chinese.contains("\n目标de-beds：2030年不低于700 床位。\n") && !chinese.contains("asks for"))
        #expect(
            world.run(["gaps", "--lang", "zh"]).output.contains("需要beds, DE-BE的2020、2021年数据：基期及其后第一年"))
    }

    @Test func `JSON has every language, whatever the reader's is`() throws {
        var world = try world()
        let plain = world.run(["show", "--json"]).output
        #expect(
            plain.contains(
                #""title":"Hospital beds","title_zh":"医院床位","titles":{"en":"Hospital beds","fr":"Lits d’hôpital","zh":"医院床位","zh-Hant":"醫院牀位"},"description":{"fr":"Tous les lits"},"#
            ))
        let explained = world.run(["gaps", "--explain", "de-beds", "--json"]).output
        world.environment = ["LANG": "fr_FR.UTF-8"]
        #expect(world.run(["show", "--json", "--lang", "zh"]).output == plain)
        #expect(world.run(["gaps", "--explain", "de-beds", "--json"]).output == explained)
    }

    @Test(arguments: ["fr_FR", "french", "", "f"])
    func `a tag that is none is refused, and --lang where no name is written`(tag: String) throws {
        let refused = try world().run(["show", "--lang", tag])
        #expect(
            refused.status == 64 && refused.errors.contains("\"\(tag)\" is no language tag; expected one of BCP 47"))
        #expect(try world().run(["export", "--lang", "fr"]).status == 64)
    }
}
