import Config
import Indicators
import Testing

/// Which service of several an indicator falls to.
struct ShardTests {
    @Test(arguments: 1...9)
    func `each indicator falls to one of the parts, and to each of four falls about a quarter`(count: Int) throws {
        let catalog = Self.catalog((0..<640).map { "indicator_\($0)" })
        let parts = (1...count).map { EvaluationShard.part($0, of: count).indicators(of: catalog) }
        #expect(parts.reduce(0) { $0 + $1.count } == 640)
        #expect(parts.reduce(into: Set()) { $0.formUnion($1) }.count == 640)
        if count == 4 { for part in parts { #expect((120...200).contains(part.count)) } }
    }

    /// The hashes come from a computation of their own.
    @Test(arguments: [
        ("computing_power", 1), ("grain_output", 3), ("rd_expenditure", 3), ("gdp", 3),
    ])
    func `the part depends on the id alone, and stays the same for ever`(id: String, part: Int) {
        for others in [[], ["a", "b"], (0..<50).map { "other_\($0)" }] {
            let found = (1...4).filter { number in
                EvaluationShard.part(number, of: 4).indicators(of: Self.catalog([id] + others))
                    .contains(Identifier(id))
            }
            #expect(found == [part])
        }
    }

    @Test(arguments: ["0/4", "5/4", "2/0", "2", "-1/4", "1/2/3", "2/1025", "a/b", "1/ 2"])
    func `a part that there is not is a fault`(text: String) {
        let files = MemoryFiles(["conf/mosaicd.yaml": "evaluation: { shard: \"\(text)\" }\n"])
        #expect(
            LoadingTests.faults(files).first
                == "conf/mosaicd.yaml:1:22: `shard` is \"\(text)\"; expected a part of so many, such as 2/4, of up to 1024"
        )
    }

    @Test func `an indicator that the catalog does not have is a fault`() throws {
        var files = try LoadingTests.base()
        files.contents["conf/mosaicd.yaml"] = Array("evaluation: { indicators: [computing_pover] }\n".utf8)
        #expect(
            LoadingTests.faults(files) == [
                "conf/mosaicd.yaml:1:28: unknown indicator \"computing_pover\"; did you mean \"computing_power\"?"
            ])
    }

    private static func catalog(_ ids: [String]) -> Catalog {
        Catalog(
            regions: [],
            indicators: ids.map { id in
                Indicator(
                    id: Identifier(id), title: ["en": "\(id)"], unit: UnitOfMeasure(standingAlone: "t"),
                    direction: .more,
                    measure: .level)
            })
    }
}
