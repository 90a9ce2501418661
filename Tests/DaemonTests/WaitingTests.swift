import Exposition
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Daemon

/// A record whose server does not answer when the service starts.
struct WaitingTests {
    @Test func `before the first evaluation a server that does not answer is waited for, and clients see no address`()
        throws
    {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 50)
        let gone = RecordFailure.unreachable(place: "postgresql://db1/secret", why: "it is away")
        bench.record.fail(with: gone)
        for _ in 0..<3 {
            #expect(try bench.step(after: 1) == nil)
            #expect(bench.status == nil && bench.awaited == gone)
        }
        let waiting = bench.publication.current
        #expect(waiting.evaluated == nil && waiting.status.english == "waiting for the server with the record")
        bench.record.fail(with: nil)
        #expect(try bench.step() != nil)
        #expect(bench.awaited == nil && bench.served(#"mosaic_record_observations"#) == 1)
        #expect(
            bench.log.lines.filter { !$0.hasPrefix("info: ") } == [
                "warning: waiting for the record error=\(gone)", "notice: opened the record reason=\(gone)",
            ])
        // Any other failure before the first evaluation is an error, also after a wait.
        let other = try LoopBench()
        other.record.fail(with: gone)
        _ = try other.step()
        let refused = RecordFailure.refused(place: "naive", why: "a wrong password")
        other.record.fail(with: refused)
        #expect(throws: refused) { try other.step(after: 1) }
    }
}
