import Evaluation
import Indicators
import MosaicTestKit
import Statistics
import Synchronization
import Testing

/// Targets that stand beside another series: which change evaluates which of them again.
@Suite
struct ReferenceTests {
    /// Writes down whose rules were asked.
    private final class Listener: Sendable {
        private let years = Mutex<[Int]>([])

        func heard() -> [Int] {
            years.withLock { all in
                defer { all = [] }
                return all.sorted()
            }
        }

        /// A kind like `relative` that is heard when it is evaluated. Targets are told apart by their base years.
        var kind: TargetKind {
            TargetKind("heard", traits: TargetKind.relative.traits) { question in
                self.years.withLock { $0.append(question.terms.baseYear ?? 0) }
                return TargetKind.relative.gap(question)
            }
        }
    }

    private static func target(
        _ number: Int, _ kind: TargetKind, _ own: (Identifier<Indicator>, Identifier<Region>),
        beside other: (Identifier<Indicator>, Identifier<Region>)
    ) throws -> Target {
        let key = SeriesKey(indicator: own.0, region: own.1)
        return Target(
            id: Identifier("t\(number)"), series: key,
            terms: try TargetTerms(
                kind: kind, baseYear: number, targetYear: 2030,
                reference: TargetReference(of: key, indicator: other.0, region: other.1)))
    }

    private static func series(
        _ indicator: Identifier<Indicator>, _ region: Identifier<Region>, _ value: Double
    ) throws -> Series {
        Sample.series(indicator, region, [try Sample.observation(2003, value)])
    }

    private static func snapshot(_ listener: Listener) throws -> Snapshot {
        let catalog = Catalog(
            regions: Country.regions,
            indicators: [
                Country.indicator("power", .sum, share: 0.1), Country.indicator("rate", .mean(weight: "people")),
                Country.indicator("people", .sum), Country.indicator("other", .none),
            ],
            targetRows: [
                try target(1, listener.kind, ("power", "a"), beside: ("power", "all")),
                try target(2, listener.kind, ("power", "b"), beside: ("power", "a")),
                try target(3, listener.kind, ("other", "a"), beside: ("power", "b")),
                try target(4, listener.kind, ("other", "b"), beside: ("other", "a")),
                try target(5, listener.kind, ("rate", "a"), beside: ("rate", "pair")),
            ])
        var record: [Series] = []
        for region in ["a", "b", "c"] as [Identifier<Region>] {
            for indicator in ["power", "rate", "people", "other"] as [Identifier<Indicator>] {
                record.append(try series(indicator, region, 3))
            }
        }
        return Evaluator(catalog: catalog).snapshot(of: record, at: try Sample.moment(2024))
    }

    @Test func `a change in either series evaluates the target again, and no other`() throws {
        let listener = Listener()
        let snapshot = try Self.snapshot(listener)
        #expect(listener.heard() == [1, 2, 3, 4, 5])
        func heard(_ indicator: Identifier<Indicator>, _ region: Identifier<Region>) throws -> [Int] {
            _ = snapshot.updated(with: [try Self.series(indicator, region, 7)], at: try Sample.moment(2024))
            return listener.heard()
        }
        // power of a is target 1's own, target 2's reference, and a member of target 1's reference.
        #expect(try heard("power", "a") == [1, 2])
        #expect(try heard("power", "b") == [1, 2, 3])
        #expect(try heard("power", "c") == [1])
        #expect(try heard("other", "a") == [3, 4])
        #expect(try heard("other", "b") == [4])
        #expect(try heard("other", "c") == [])
        // A weight changes the aggregate that a target stands beside.
        #expect(try heard("people", "a") == [5])
    }

    @Test func `a target beside an aggregate follows it`() throws {
        let snapshot = try Self.snapshot(Listener())
        let gap = { (snapshot: Snapshot) in snapshot.targets.first { $0.target.id == "t1" }?.gap }
        let before = try #require(gap(snapshot)?.referenceValue)
        let after = snapshot.updated(with: [try Self.series("power", "c", 7)], at: try Sample.moment(2024))
        #expect(gap(after)?.referenceValue == before + 4)
        #expect(gap(after)?.value == 3)
    }

    @Test func `a plan revised in mid-term keeps both versions, each with its milestones`() throws {
        func row(_ level: Double, _ date: String) throws -> Target {
            Target(
                id: "t", series: SeriesKey(indicator: "power", region: "CN"),
                terms: try TargetTerms(
                    kind: .atLeast, baseYear: 2020, targetYear: 2030, targetValue: 100,
                    milestones: [Milestone(year: 2023, value: level)]), sourceDate: CalendarDate(date))
        }
        let catalog = Sample.catalog([try row(60, "2021-01-01"), try row(50, "2024-02-01")])
        let record = [
            Sample.series("power", "CN", [try Sample.observation(2020, 40), try Sample.observation(2023, 55)])
        ]
        func missed(on day: String) throws -> [Int]? {
            Evaluator(catalog: catalog).snapshot(of: record, at: try Sample.moment(2024, day)).targets.first?.gap
                .milestonesMissedYears
        }
        #expect(try missed(on: "2024-01-31") == [2023])
        #expect(try missed(on: "2024-02-01") == [])
    }
}
