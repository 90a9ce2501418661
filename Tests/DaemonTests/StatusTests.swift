import Foundation
import MosaicTestKit
import Record
import Testing

@testable import Daemon

@Suite
struct StatusTests {
    @Test func `the status is what is served, and says nothing before there is any`() throws {
        let bench = try LoopBench()
        #expect(bench.status == nil)
        let words = try bench.step()
        #expect(bench.status == words)
    }

    @Test func `the status begins with why an evaluation failed, until one succeeds`() throws {
        let bench = try LoopBench()
        let words = try #require(try bench.step())
        bench.record.fail(with: .missing(place: "naive"))
        _ = try bench.step(after: 1)
        #expect(bench.status == "evaluation failed: naive: there is no record; \(words)")
        bench.record.fail(with: nil)
        for _ in 0..<3 { _ = try bench.step(after: 1) }
        #expect(bench.status?.hasPrefix("0 indicators") == true)
    }

    @Test func `the status begins with the first fault of a reload, until one succeeds`() throws {
        let bench = try LoopBench()
        let words = try #require(try bench.step())
        bench.reload(path: bench.folder.appending(path: "missing.yaml").path)
        #expect(bench.status?.hasPrefix("reload failed, 1 fault, first ") == true)
        #expect(bench.status?.hasSuffix("; \(words)") == true)
    }

    @Test(arguments: [
        (Duration.milliseconds(499), 0, false), (.milliseconds(500), 0, true), (.zero, 1, true), (.zero, 0, false),
    ])
    func `a start gets on where it computes or moves blocks`(processor: Duration, blocks: Int, isProgress: Bool) {
        let before = ProcessWork(processor: .seconds(3), blocks: 7)
        let now = ProcessWork(processor: .seconds(3) + processor, blocks: 7 + blocks)
        #expect(now.isProgress(since: before, in: .seconds(10)) == isProgress)
    }

    @Test func `the process's own work is seen`() {
        let before = ProcessWork.now
        while ProcessWork.now.processor == before.processor {}
        #expect(ProcessWork.now.processor > before.processor)
    }
}
