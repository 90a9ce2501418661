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
}
