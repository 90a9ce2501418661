import Foundation
import Glibc
import MosaicTestKit
import Record
import Reports
import Testing

@testable import Inbox

/// A disk that takes no more: the limit on a file's size stands for it.
struct FullDiskTests {
    @Test func `while no report can be written the file stays in hand, and is kept once when one can`() async throws {
        await #expect(processExitsWith: .success) {
            let bench = try InboxBench()
            try bench.put(InboxBench.csv(2024), as: "a.csv")
            try bench.put(InboxBench.csv(2025), as: "b.csv")
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
            _ = unsafe getrlimit(resource, &limit)
            let before = limit.rlim_cur
            limit.rlim_cur = 0
            _ = unsafe setrlimit(resource, &limit)
            for _ in 0..<4 { bench.step(after: 100) }
            let (count, oldest, words) = (bench.state.counts[.waiting], bench.state.oldest, bench.notices.map(\.words))
            limit.rlim_cur = before
            _ = unsafe setrlimit(resource, &limit)
            #expect(count == 2 && oldest != nil)
            #expect(words.count == 1 && words.first?.contains("can't be written: File too large") == true)
            #expect(try bench.batches.count == 1)
            bench.step(after: 100)
            bench.run()
            #expect(try bench.batches.count == 2)
            #expect(try bench.text("done/2026/a.csv.report.txt") == "a.csv: already recorded as batch 1\n")
            #expect(bench.state.done == 2 && bench.names.count == 6 && bench.state.trouble == nil)
        }
    }
}
