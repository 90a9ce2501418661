import Config
import Foundation
import Indicators
import Testing

/// Levels of regions: words of one's own, several nations, and many regions.
@Suite
struct LevelsTests {
    static func catalog(_ regions: String, levels: String? = nil) throws -> Catalog {
        var files = try LoadingTests.base()
        files.contents["conf/regions.csv"] = Array(regions.utf8)
        files.contents["conf/targets.csv"] = try CaseFile.bytes("targets-header-only.good.csv")
        if let levels { files.contents["conf/mosaicd.yaml"] = Array("catalog: { levels: \(levels) }\n".utf8) }
        return try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files).catalog
    }

    @Test
    func `levels can be words of one's own, and a nation stand below the top`() throws {
        let catalog = try Self.catalog(
            """
            id,name_en,name_zh,kind,level,parent
            EU,European Union,欧洲联盟,union,,
            DE,Germany,德国,nation,country,EU
            CH,Switzerland,瑞士,nation,country,
            DE-BY,Bavaria,拜仁,land,,DE
            DE-M,Munich,慕尼黑,municipality,district,DE-BY
            """, levels: "[union, country, land, district]")
        #expect(catalog.regions.map { $0.level?.name } == ["union", "country", "country", "land", "district"])
        #expect(catalog.regionTree.parents == [nil, 0, nil, 1, 3])
        #expect(catalog.regionTree.children == [[1], [3], [], [4], []])
        #expect(catalog.regionTree.ancestors(of: 4) == [3, 1, 0])
    }

    @Test
    func `without levels and parents the provinces are parts of the only nation`() throws {
        let catalog = try MosaicConfiguration.load(path: ShippedConfigTests.path).catalog
        let nation = try #require(catalog.regions.firstIndex { $0.id == "CN" })
        for (region, parent) in zip(catalog.regions, catalog.regionTree.parents) {
            #expect(parent == (region.kind == .nation || region.kind == .cluster ? nil : nation))
        }
    }

    @Test
    func `faulty levels say nothing of the regions and targets that they leave unknown`() throws {
        var files = try LoadingTests.base()
        files.contents["conf/mosaicd.yaml"] = Array("catalog: { levels: [nation, nation] }\n".utf8)
        #expect(
            LoadingTests.faults(files) == [
                "conf/mosaicd.yaml:1:29: level \"nation\" stands twice; expected it once"
            ])
    }

    @Test
    func `the catalog of the field's files has its regions, levels and nations`() throws {
        let folder = CaseFile.folder.appending(path: "../field/catalog").standardizedFileURL
        let path = folder.appending(path: "regions.csv").path
        let catalog = try Self.catalog(String(contentsOfFile: path, encoding: .utf8))
        #expect(catalog.regions.count == 40)
        #expect(
            catalog.regions.filter { $0.kind == .nation }.map(\.id.rawValue) == ["CN", "DE", "FR", "GR", "IT", "US"])
        #expect(catalog.regionTree.parents.count { $0 == 0 } == 31)
    }

    @Test
    func `many regions of three levels are read, and the one fault among them is told`() throws {
        var text = "id,name_en,name_zh,kind,parent\nN,Nation,国,nation,\n"
        for number in 0..<100 { text += "P\(number),Prefecture \(number),地\(number),prefecture,N\n" }
        for number in 0..<9_900 { text += "C\(number),County \(number),县\(number),county,P\(number / 99)\n" }
        let catalog = try Self.catalog(text)
        #expect(catalog.regions.count == 10_001)
        #expect(catalog.region(named: "县9899")?.parent == "P99")
        #expect(catalog.regionTree.children[1].count == 99)
        var files = try LoadingTests.base()
        files.contents["conf/regions.csv"] = Array((text + "X,X,X,county,P100\n").utf8)
        #expect(
            LoadingTests.faults(files).first
                == "conf/regions.csv:10003:14: unknown region \"P100\"; did you mean \"C100\" or \"P10\"?")
    }
}
