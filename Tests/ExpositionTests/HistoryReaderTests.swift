import Evaluation
import Formats
import Indicators
import MosaicTestKit
import Testing

@testable import Exposition

@Suite
struct HistoryReaderTests {
    private typealias Matcher = RemoteRead.Matcher

    private static let value = Matcher("__name__", "=", "mosaic_history_value")
    private static let path = Matcher("__name__", "=", "mosaic_history_path_value")
    /// The first and the last millisecond that Prometheus asks for.
    private static let ever = (start: -100_000_000_000_000, end: 100_000_000_000_000)

    /// The results of some queries, in their order.
    private func read(
        _ snapshot: Snapshot, _ queries: [(start: Int, end: Int, matchers: [Matcher])]
    ) throws -> [[RemoteRead.Series]] {
        let request = try RemoteReadRequest(packed: RemoteRead.request(queries))
        return try RemoteRead.results(HistoryReader(snapshot).answer(request))
    }

    private func read(_ snapshot: Snapshot, _ matchers: [Matcher]) throws -> [RemoteRead.Series] {
        try #require(read(snapshot, [(Self.ever.start, Self.ever.end, matchers)]).first)
    }

    /// Indicator and region, and a target's id, of each series.
    private func names(_ series: [RemoteRead.Series]) -> [String] {
        series.map { series in
            series.labels.filter { !$0.hasPrefix("__name__") && !$0.hasPrefix("unit") }
                .compactMap { $0.split(separator: "=").last }.joined(separator: " ")
        }
    }

    /// Noon of the last day of a year.
    private static func time(_ year: Int) throws -> Int {
        try Int(#require(CalendarDate("\(year)-12-31")).daysSince1970) * 86_400_000 + 43_200_000
    }

    @Test func `a series has its labels sorted, and each figure that exists at the end of its year`() throws {
        var record = try Sample.record().filter { $0.key.indicator != "launches" }
        record.append(try Sample.series("launches", "CN", [(1969, 0), (1970, 1), (2024, 66)]))
        let series = try read(try Sample.snapshot(record: record), [Self.value, Matcher("indicator", "=", "launches")])
        #expect(
            series == [
                RemoteRead.Series(
                    labels: ["__name__=mosaic_history_value", "indicator=launches", "region=CN", "unit=count"],
                    times: [try Self.time(1969), try Self.time(1970), try Self.time(2024)], values: [0, 1, 66])
            ])
        #expect(series[0].times[0] == -43_200_000)
    }

    @Test func `all series are sorted by their labels, those of lines first, as metrics' names are`() throws {
        let series = try read(try Sample.snapshotOfAll(), [Matcher("__name__", "=~", "mosaic_.+")])
        #expect(series.count > 8)
        #expect(series.map(\.labels) == series.map(\.labels).sorted { $0.lexicographicallyPrecedes($1) })
        #expect(names(series).starts(with: ["power CN cn-power", "power CN cn-way"]))
    }

    @Test func `only figures of a time range are told, both of its ends included`() throws {
        let snapshot = try Sample.snapshot()
        let matchers = [Self.value, Matcher("indicator", "=", "area")]
        let (start, end) = try (Self.time(2021), Self.time(2023))
        let results = try read(
            snapshot,
            [
                (start, end, matchers), (start + 1, end, matchers), (start, end - 1, matchers),
                (start + 1, start + 2, matchers), (end, start, matchers),
            ])
        #expect(try results[0].map(\.times) == [[start, Self.time(2022), end]])
        #expect(try results[1].map(\.times) == [[Self.time(2022), end]])
        #expect(try results[2].map(\.times) == [[start, Self.time(2022)]])
        #expect(results[3].isEmpty && results[4].isEmpty)
    }

    @Test(
        arguments: [
            (
                [],
                [
                    "power CN cn-power", "power CN cn-way", "area CN", "launches CN", "launches CN-NM",
                    "launches NORTH", "power CN",
                ]
            ),
            ([Matcher("region", "=", "CN-NM")], ["launches CN-NM"]),
            ([Matcher("region", "!=", "CN")], ["launches CN-NM", "launches NORTH"]),
            ([Matcher("region", "=~", "CN-.*|NO.+"), Matcher("region", "!~", ".*TH")], ["launches CN-NM"]),
            ([Matcher("region", "=~", "C")], []),
            ([Matcher("unit", "=", "PFLOPS")], ["power CN cn-power", "power CN cn-way", "power CN"]),
            ([Matcher("target", "=", "cn-way")], ["power CN cn-way"]),
            ([Matcher("target", "=", ""), Matcher("indicator", "=", "power")], ["power CN"]),
            ([Matcher("target", "!=", "")], ["power CN cn-power", "power CN cn-way"]),
            ([Matcher("target", "=~", ".*power")], ["power CN cn-power"]),
            (
                [Matcher("target", "!~", "cn-power"), Matcher("indicator", "=", "power")],
                ["power CN cn-way", "power CN"]
            ),
            ([Matcher("job", "=", ""), Matcher("job", "!~", ".+"), Matcher("indicator", "=", "area")], ["area CN"]),
            ([Matcher("job", "=", "mosaic")], []), ([Matcher("job", "!=", "")], []),
            (
                [Matcher("__name__", "!~", ".*path.*"), Matcher("indicator", "!=", "launches")],
                ["area CN", "power CN"]
            ),
            ([Matcher("indicator", "=", "unknown")], []),
        ] as [([RemoteRead.Matcher], [String])])
    func `all four matchers choose by all labels, and a label that is missing is empty`(
        matchers: [RemoteRead.Matcher], expected: [String]
    ) throws {
        #expect(try names(read(try Sample.snapshot(), matchers)) == expected)
    }

    @Test func `a line goes from the plan's base to its target, through its milestones`() throws {
        let snapshot = try Sample.snapshot()
        let series = try #require(try read(snapshot, [Self.path, Matcher("target", "=", "cn-way")]).first)
        #expect(
            series.labels == [
                "__name__=mosaic_history_path_value", "indicator=power", "region=CN", "target=cn-way", "unit=PFLOPS",
            ])
        #expect(series.times == (2018...2030).compactMap { try? Self.time($0) })
        let base = try #require(Sample.grown.first { $0.year == 2018 }?.value)
        #expect(series.values.first == base)
        for (index, level) in [(2, 500), (8, 700), (12, 900)] as [(Int, Double)] {
            #expect(abs(series.values[index] - level) < 1e-9)
        }
        let gap = try #require(snapshot.targets.first { $0.target.id == "cn-way" }?.gap)
        #expect(series.values[7] == gap.pathValue)
    }
}
