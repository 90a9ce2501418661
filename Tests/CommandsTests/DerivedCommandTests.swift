import Config
import Foundation
import Indicators
import MosaicTestKit
import Testing

/// Derived indicators as commands tell of them, in a catalog of the test's own.
struct DerivedCommandTests {
    private struct Files: FileReading {
        static let indicators = """
            gdp:
              title: { en: GDP, zh: 生产总值 }
              unit: 100M CNY
              direction: more
              measure: flow
              minimum: 0
              aggregation: sum
            people:
              title: { en: People, zh: 人口 }
              unit: 10k persons
              direction: none
              measure: level
              minimum: 0
              aggregation: sum
            per_head:
              title: { en: GDP per head, zh: 人均生产总值 }
              derive: { ratio: [gdp, people] }
              unit: CNY/person
              direction: more
            growth:
              title: { en: Growth, zh: 增速 }
              derive: { change: per_head }
              unit: percent
              direction: more
            """
        static let targets = """
            id,indicator,region,kind,base_period,target_period,target_value,unit,reference_indicator,reference_region,factor
            bj-per-head,per_head,CN-BJ,at_least,2022,2025,24,10k CNY/person,,,
            qh-beside,per_head,CN-QH,relative,2022,2025,,CNY/person,,CN-BJ,0.25
            """

        func names(inFolder path: String) -> [String] { DiskFiles().names(inFolder: path) }

        func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
            if path.hasSuffix("/indicators.yaml") { return Array((Self.indicators + "\n").utf8) }
            if path.hasSuffix("/targets.csv") { return Array((Self.targets + "\n").utf8) }
            return try CatalogFiles().bytes(ofFile: path)
        }
    }

    private static let figures = """
        indicator,region,period,value,unit,status,bound,source,source_date
        gdp,CN-BJ,2022,41000,亿元,,,yearbook,2023-10-01
        gdp,CN-BJ,2023,43000,亿元,,ge,yearbook,2024-10-01
        people,CN-BJ,2022,2000,10k persons,,,census,2023-03-01
        people,CN-BJ,2023,20000000,persons,E,,estimate,2024-03-01
        people,CN-BJ,2021,2000,10k persons,,,census,2022-03-01
        gdp,CN-QH,2022,3600,亿元,,,yearbook,2023-10-01
        people,CN-QH,2022,600,万人,,,census,2023-03-01

        """

    private func world(_ folder: TemporaryFolder) throws -> TestWorld {
        var world = TestWorld()
        world.files = Files()
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        let done = world.run(["backfill", try folder.write(Self.figures, to: "figures.csv")])
        #expect(done.status == 0, "\(done.errors)")
        return world
    }

    @Test func `derived figures are shown with their source, ranked and traced to what was said`() throws {
        let world = try world(TemporaryFolder())
        #expect(
            world.run(["show", "per_head", "CN-BJ"]).output == """
                region\tyear\tvalue\tunit\tstatus\tbound\trank\tof nation\tpublished\tbatch\tsource\tnote
                Beijing\t2022\t205000\tCNY/person\tA\teq\t1\t\t\t\tderived from gdp / people\t
                Beijing\t2023\t215000\tCNY/person\tE\tge\t1\t\t\t\tderived from gdp / people\t

                """)
        let traced = world.run(["show", "per_head", "CN-BJ", "--vintages"]).output.split(separator: "\n")
        #expect(
            traced.dropFirst().map {
                $0.split(separator: "\t", omittingEmptySubsequences: false)[..<3].joined(separator: " ")
            } == [
                "per_head 2021 none", "people 2021 2000", "per_head 2022 205000", "gdp 2022 41000", "people 2022 2000",
                "per_head 2023 215000", "gdp 2023 43000", "people 2023 2000",
            ])
        #expect(traced[1].hasSuffix("\tderived from gdp / people\tgdp has no figure of 2021"))
        let json = try JSON(Data(world.run(["show", "growth", "CN-BJ", "--vintages", "--json"]).output.utf8))
        let growth = json.elements.filter { $0["indicator"]?.string == "growth" }
        #expect(growth.map { $0["reason"] } == [.string("per_head has no figure of 2021"), .null])
        #expect(growth.last?["value"]?.number.map { abs($0 - 1000.0 / 205) < 1e-9 } == true)
        #expect(Set(json.elements.compactMap { $0["indicator"]?.string }) == ["growth", "per_head", "gdp", "people"])
    }

    @Test func `as of a day a derived figure is made of what was known then`() throws {
        let world = try world(TemporaryFolder())
        let shown = world.run(["show", "per_head", "CN-BJ", "--published-by", "2024-01-01"]).output
        #expect(shown.contains("\t205000\t") && !shown.contains("\t215000\t"))
        #expect(!world.run(["show", "per_head", "CN-BJ", "--published-by", "2023-05-01"]).output.contains("205000"))
    }

    @Test func `a target of a derived indicator is explained by what it is derived from`() throws {
        let world = try world(TemporaryFolder())
        let told = world.run(["gaps", "--explain", "bj-per-head"])
        #expect(told.status == 0, "\(told.errors)")
        for line in [
            "  per_head  derived from gdp / people", "  2022  gdp  41000 100M CNY  yearbook, 2023-10-01, batch 1",
            "  2023  people  2000 10k persons (E)  estimate, 2024-03-01, batch 1",
        ] {
            #expect(told.output.split(separator: "\n").contains { $0 == line }, "\(line)\n\(told.output)")
        }
        let json = try JSON(Data(world.run(["gaps", "--explain", "qh-beside", "--json"]).output.utf8))
        #expect(json["derived_from"] == .array([.string("gdp / people")]))
        #expect(
            json["inputs"]?.elements.compactMap { $0["region"]?.string }.sorted() == [
                "CN-BJ", "CN-BJ", "CN-QH", "CN-QH",
            ])
        #expect(json["gap"]?["reference_value"]?.number == 205_000)
    }

    @Test func `figures of a derived indicator in a file are refused`() throws {
        let folder = try TemporaryFolder()
        let world = try world(folder)
        let file = try folder.write(
            "indicator,region,period,value,unit\nper_head,CN,2023,1,CNY/person\n", to: "derived.csv")
        let done = world.run(["backfill", file])
        #expect(done.status == 65 && done.errors.contains(":2:1: per_head is derived from gdp / people; "))
    }
}
