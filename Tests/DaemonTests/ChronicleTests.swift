import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Daemon

@Suite
struct ChronicleTests {
    /// What was told of batches and targets since the last time.
    private func told(_ bench: LoopBench, after count: Int = 0) -> [String] {
        bench.log.lines.filter { $0.hasPrefix("notice: batch") || $0.hasPrefix("notice: target") }.dropFirst(count).map
        {
            String($0.dropFirst("notice: ".count))
        }
    }

    @Test func `of what the record holds at the start nothing is told`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 150)
        _ = try bench.step()
        #expect(told(bench).isEmpty)
    }

    @Test func `a batch is told, and a target whose state it changed, once`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2025, value: 50)
        _ = try bench.step()
        try bench.record(year: 2025, value: 150)
        for _ in 0..<5 { _ = try bench.step(after: 1) }
        #expect(
            told(bench) == [
                "batch recorded batch=2 file=test.csv recorded_by=test rows=1",
                "target state changed after=met batch=2 before=missed indicator=power region=CN target=missed",
            ])
    }

    @Test func `of several batches the one is named that changed the state, not the newest`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2025, value: 50)
        _ = try bench.step()
        try bench.record(year: 2010, value: 1)
        try bench.record(year: 2025, value: 150)
        try bench.record(year: 2025, value: 160)
        try bench.record(year: 2020, value: 5, indicator: "area")
        for _ in 0..<5 { _ = try bench.step(after: 1) }
        let changes = told(bench).filter { $0.hasPrefix("target") }
        #expect(changes.count == 1)
        #expect(changes.first?.contains("batch=3 before=missed") == true)
        #expect(told(bench).count { $0.hasPrefix("batch recorded") } == 4)
    }

    @Test func `a state that the turn of the year changed names no batch`() throws {
        let bench = try LoopBench(at: "2030-12-31T12:00:00Z")
        try bench.record(year: 2025, value: 150)
        try bench.record(year: 2029, value: 500)
        _ = try bench.step()
        _ = try bench.step(after: 40 * 86_400)
        let changes = told(bench)
        #expect(changes.count == 1)
        #expect(changes.first?.contains("target=behind") == true)
        #expect(changes.first?.contains("batch=") == false)
    }

    @Test func `of a record that was put in another's place nothing is told`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2025, value: 50)
        _ = try bench.step()
        bench.replaceRecord()
        try bench.record(year: 2025, value: 150)
        bench.served.lose(.missing(place: "naive"))
        for _ in 0..<5 { _ = try bench.step(after: 40) }
        #expect(told(bench).isEmpty)
    }
}
