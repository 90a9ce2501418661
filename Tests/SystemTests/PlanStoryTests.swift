import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A made-up plan through its years, in real Prometheus: which alerts fire, and what ends them.
    @Suite struct PlanStoryTests {
        private static let year = Today.year
        /// The base year: four years of the plan are gone, and two are to come.
        private static let base = year - 4

        /// The plan's rows: a binding target and the same as a hope. A revision asks for less on the way.
        private static func targets(isRevised: Bool) -> String {
            func row(_ id: String, _ attribute: String, _ first: Int, _ date: String) -> String {
                "\(id),share,CN-NM,at_least,\(base),\(base + 6),100,count,\(base + 2)=\(first);\(base + 3)=70;\(base + 4)=80,"
                    + "\(attribute),plan,\(date)\n"
            }
            let published =
                row("bound", "binding", 60, "\(base)-03-01") + row("hoped", "anticipatory", 60, "\(base)-03-01")
            let revised = row("bound", "binding", 50, Today.date(plus: -1))
            return
                "id,indicator,region,kind,base_period,target_period,target_value,unit,milestones,attribute,source,source_date\n"
                + published + (isRevised ? revised : "")
        }

        private static func figure(_ year: Int, _ value: Int) -> String {
            "indicator,region,period,value,unit,source_date\nshare,CN-NM,\(year),\(value),count,\(Today.date(plus: -1))\n"
        }

        private static func place() throws -> Place {
            try Place(
                catalog: .own(
                    regions: AlertPlace.shipped("regions.csv"),
                    indicators: """
                        share:
                          title: { en: Share, zh: 占比 }
                          unit: count
                          direction: more
                          measure: level
                          aggregation: none
                          description: A share, for a test.

                        """,
                    targets: targets(isRevised: false)))
        }

        /// The alerts about the plan that fire: alert, target and severity.
        private func firing(_ chain: AlertChain) throws -> Set<String> {
            Set(
                try chain.query("ALERTS{alertstate=\"firing\",indicator=\"share\"}").map { alert in
                    let words = ["alertname", "target", "severity"].map { alert.labels[$0] ?? "?" }
                    return words.joined(separator: " ")
                })
        }

        private func expect(
            _ alerts: Set<String>, in chain: AlertChain, after what: String,
            location: SourceLocation = #_sourceLocation
        ) throws {
            let isSo = try eventually(every: .milliseconds(200)) { try firing(chain) == alerts }
            let found = try firing(chain).sorted()
            try #require(isSo, "after \(what): \(found)", sourceLocation: location)
        }

        @Test func `a plan is published, watched from its first figure, misses a milestone, is revised, and is met`()
            throws
        {
            let place = try Self.place()
            func record(_ year: Int, _ value: Int) throws {
                let done = try place.mosaic("backfill", "-", "--allow", "revision", input: Self.figure(year, value))
                try #require(done.status == 0, "\(done.errors)")
            }
            let base = Self.base
            // Two a year before the base, where ten a year are asked.
            try record(base - 6, 28)
            try record(base, 40)
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port)
            try expect(["MosaicTargetFarFaster bound info"], in: chain, after: "publication")

            try record(base + 1, 52)
            try expect([], in: chain, after: "the first figure, which is on the path")

            try record(base + 2, 55)
            try expect(
                ["MosaicMilestoneMissed bound warning", "MosaicMilestoneMissed hoped info"], in: chain,
                after: "a milestone missed")

            try place.folder.write(Self.targets(isRevised: true), to: "targets.csv")
            service.program.signal(SIGHUP)
            try expect(["MosaicMilestoneMissed hoped info"], in: chain, after: "a revision of the one")

            try record(base + 3, 72)
            try expect([], in: chain, after: "the next milestone reached")

            try record(base + 3, 69)
            try expect(
                ["MosaicMilestoneMissed bound warning", "MosaicMilestoneMissed hoped info"], in: chain,
                after: "a correction of that figure")

            try record(base + 4, 101)
            try expect([], in: chain, after: "the target met")
            // Each version of the plan has its own milestones.
            let gaps = try place.mosaic("gaps", "--json").json.elements.map { $0["gap"] }
            #expect(gaps.map { $0?["state"]?.string } == ["met", "met"])
            let missed = gaps.map { $0?["milestones_missed_years"]?.elements.compactMap(\.int) }
            #expect(missed == [[base + 3], [base + 2, base + 3]])
        }
    }
}
