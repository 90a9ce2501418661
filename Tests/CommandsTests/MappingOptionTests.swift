import Config
import Foundation
import MosaicTestKit
import Testing

@testable import Commands

/// Mappings that are named, and those of the catalog that apply by themselves.
struct MappingOptionTests {
    /// A catalog with mappings beside its indicators.
    private struct MappedCatalog: FileReading {
        var mappings: [String: String]

        func names(inFolder path: String) -> [String] { path == "/etc/mosaic/mappings" ? Array(mappings.keys) : [] }

        func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            if path.hasPrefix("/etc/mosaic/mappings/"), let text = mappings[name] { return Array(text.utf8) }
            return try CatalogFiles().bytes(ofFile: path)
        }
    }

    private static let land = """
        match: { columns: [Land, Quote], values: { Land: [Beijing, Qinghai] } }
        columns: { Land: region, Jahr: period, Quote: value }
        set: { indicator: clean_share, unit: percent }
        """
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.write("Land,Jahr,Quote\nBeijing,2022,3.1\n", to: "figures.csv")
    }

    private func world(_ mappings: [String: String]) -> TestWorld {
        var world = TestWorld()
        world.now = .noon
        world.files = MappedCatalog(mappings: mappings)
        return world
    }

    @Test
    func `a mapping of the catalog applies where its match fits, and that is told`() throws {
        let world = world(["land.yaml": Self.land, "other.yaml": "match: { form: owid }"])
        let outcome = world.run(["backfill", file])
        #expect(outcome.status == 0)
        #expect(
            outcome.errors
                == "\(file): read as CSV by a mapping, regions × 2022, indicator from the mapping, unit from the mapping, by land.yaml\n"
        )
        #expect(world.run(["export"]).output.contains("clean_share,CN-BJ,2022,3.1,percent"))
    }

    @Test
    func `a mapping whose match does not fit does not apply`() throws {
        let other = try folder.write("Land,Jahr,Quote\nTibet,2022,3.1\n", to: "other.csv")
        let outcome = world(["land.yaml": Self.land]).run(["backfill", other])
        #expect(outcome.status == 65 && outcome.errors.contains("is in no form that is known"))
    }

    @Test
    func `two mappings that fit are an error that names both and the option that decides`() throws {
        let named = try folder.write(Self.land, to: "a.yaml")
        let world = world(["a.yaml": Self.land, "b.yaml": Self.land])
        let outcome = world.run(["backfill", file])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("can be read by a.yaml and b.yaml; say which by --mapping"))
        #expect(world.run(["backfill", "--mapping", named, file]).status == 0)
    }

    @Test
    func `a file is read anew once its mapping has changed, and not before`() throws {
        let mapping = try folder.write(Self.land, to: "a.yaml")
        let world = world([:])
        #expect(world.run(["backfill", "--mapping", mapping, file]).output.hasPrefix("batch 1"))
        #expect(world.run(["backfill", "--mapping", mapping, file]).output.contains("already recorded as batch 1"))
        try folder.write(Self.land + "\nregions: { Beijing: CN-QH }\n", to: "a.yaml")
        #expect(world.run(["backfill", "--mapping", mapping, file]).output.hasPrefix("batch 2"))
        #expect(world.run(["export"]).output.contains("clean_share,CN-QH,2022,3.1,percent"))
    }

    @Test
    func `a mapping with a fault ends the command before anything is recorded`() throws {
        let mapping = try folder.write("colums: {}\n", to: "a.yaml")
        let astray = world(["b.yaml": "match: { form: owd }"]).run(["backfill", file])
        #expect(astray.status == 78)
        #expect(astray.errors.contains("b.yaml:1:16: \"owd\" is no form; did you mean \"owid\"?"), "\(astray.errors)")
        let world = world([:])
        let outcome = world.run(["backfill", "--mapping", mapping, file])
        #expect(outcome.status == 78 && outcome.errors.contains("a.yaml:1:1: unknown key `colums`; did you mean"))
        #expect(world.run(["batches"]).status != 0 || world.run(["batches", "--json"]).output == "[]\n")
    }

    @Test
    func `series of a file are read by a mapping too, whatever it names`() throws {
        let text = Self.land.replacing("clean_share", with: "cleanliness") + "\nregions: { Beijing: Peking }\n"
        let mapping = try folder.write(text, to: "a.yaml")
        let outcome = world([:]).run(["trends", "--from", file, "--mapping", mapping, "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(#""indicator":"cleanliness","region":"Peking""#), "\(outcome.output)")
        let spread = world([:]).run(["spread", "--from", file, "--mapping", mapping])
        #expect(spread.status == 0 && spread.output.contains("cleanliness"), "\(spread)")
        let faulty = try folder.write("where: []\n", to: "b.yaml")
        #expect(world([:]).run(["trends", "--from", file, "--mapping", faulty]).status == 78)
    }

    @Test
    func `a draft beside a catalog reads a file by the catalog's mapping that matches`() throws {
        let more = try folder.write("Land,Jahr,Quote\nBeijing,2022,3.1\nTibet,2022,4\n", to: "more.csv")
        let world = world(["land.yaml": Self.land])
        let outcome = world.run(["catalog", "draft", more, "--to", folder.path("new")])
        #expect(outcome.status == 0 && outcome.errors.hasSuffix(", by land.yaml\n"), "\(outcome)")
        #expect(
            outcome.output.hasPrefix("\(folder.path("new"))/regions.csv: 1 region\nanswer 3 questions, "), "\(outcome)")
        let known = world.run(["catalog", "draft", file, "--to", folder.path("new")])
        #expect(known.status == 0 && known.output == "the catalog names all of it\n", "\(known)")
    }

    @Test
    func `series of a file are read by the options of a backfill`() throws {
        let bare = try folder.write("region;period;value\nBeijing;2022;3,5\nBeijing;2023;4,5\n", to: "bare.csv")
        let set = ["--set", "indicator=share", "--set", "unit=percent", "--decimal", "comma", "--encoding", "utf-8"]
        let outcome = world([:]).run(["trends", "--from", bare, "--json"] + set)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(#""indicator":"share""#), "\(outcome.output)")
        let targets = try folder.write(
            "id,indicator,region,kind,base_period,target_period,target_value,unit\nt1,share,Beijing,at_least,2022,2030,9,percent\n",
            to: "targets.csv")
        let gaps = world([:]).run(["gaps", "--from", bare, "--targets", targets] + set)
        #expect(gaps.status == 0 && gaps.output.contains("t1"), "\(gaps)")
        let twice = world([:]).run(["trends", "--from", bare, "--set", "unit=a", "--set", "unit=b"])
        #expect(twice.status == 64 && twice.errors.contains("--set gives unit twice"))
        let draft = world([:]).run(["catalog", "draft", bare, "--to", folder.path("draft")] + set)
        #expect(draft.status == 0, "\(draft.errors)")
    }

    @Test(arguments: ["--mapping", "--sheet", "--set", "--decimal", "--encoding", "--format"])
    func `an option of a file is no use without one`(option: String) {
        let values = ["--set": "unit=%", "--decimal": "comma", "--encoding": "utf-8"]
        for command in ["trends", "gaps", "spread"] {
            let outcome = world([:]).run(
                [command, "clean_share", option, values[option] ?? "x"].filter {
                    command != "gaps" || $0 != "clean_share"
                })
            #expect(
                outcome.status == 64 && outcome.errors.contains("\(option) stands beside --from"), "\(outcome.errors)")
        }
    }

    @Test
    func `series of a file that is GB18030 are read, and that is said`() throws {
        let text: [UInt8] =
            Array("indicator,region,period,value,unit\nx,".utf8) + [0xB1, 0xB1, 0xBE, 0xA9] + Array(",2022,1,km\n".utf8)
        try folder.write(Data(text), to: "gb.csv")
        let outcome = world([:]).run(["trends", "--from", folder.path("gb.csv"), "--json"])
        #expect(outcome.status == 0 && outcome.output.contains("北京"), "\(outcome)")
        #expect(outcome.errors.contains("is no UTF-8, and is read as GB18030"))
    }
}
