import Formats
import MosaicTestKit
import Testing

/// Remote reads, changed at random by seed before or after they are packed: each is understood or refused in a sentence.
@Suite
struct RemoteReadFuzzTests {
    /// How many inputs a seed reads; in a debug build, which is slow, fewer.
    private static var inputs: Int {
        #if DEBUG
        500
        #else
        25_000
        #endif
    }

    /// Requests as Prometheus sends them, and some that it would not.
    private static let requests: [[UInt8]] = {
        let patterns = [".+", "CN-(NM|QH)", "[^a-z]{2,5}x?", "(?i:mosaic_history_.*)", "a{1000}", "\\d+|\\w*", ""]
        let matchers = patterns.flatMap { pattern in
            ["=", "!=", "=~", "!~"].map { RemoteRead.Matcher("region", $0, pattern) }
        }
        let queries = (0..<40).map { (start: -$0, end: 1 << $0, matchers: [matchers[$0 % matchers.count]]) }
        return [
            RemoteRead.request([]), RemoteRead.request([(-1000, 1_800_000_000_000, matchers)], accepting: [1, 0]),
            RemoteRead.request([(0, 0, [])], accepting: [1]), RemoteRead.request(queries),
            RemoteRead.request(Array(queries.prefix(3))),
        ]
    }()

    private static let values = ["", "CN-NM", "内蒙古", "\u{0}", String(repeating: "a", count: 2_000)]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `a remote read that is changed at random is understood or refused`(seed: UInt64) throws {
        var mutator = Mutator(random: SeededGenerator(seed: seed))
        let messages = try Self.requests.map { try RemoteRead.unpacked($0) }
        var understood = 0
        for _ in 0..<Self.inputs {
            var packed = mutator.random.pick(Self.requests)
            if mutator.random.once(in: 2) {
                packed = mutator.change(packed, other: mutator.random.pick(Self.requests))
            } else {
                let message = mutator.change(
                    mutator.random.pick(messages), other: mutator.random.pick(messages))
                packed = RemoteRead.packed(message)
                try #require(try RemoteRead.unpacked(packed) == message, "\(message)")
            }
            do throws(RemoteReadFault) {
                let request = try RemoteReadRequest(packed: packed)
                understood += 1
                let matchers = request.queries.flatMap(\.matchers)
                #expect(request.queries.count <= RemoteReadRequest.queriesLimit)
                #expect(matchers.count <= RemoteReadRequest.matchersLimit)
                for matcher in matchers.prefix(4) { _ = Self.values.map { matcher.matches($0) } }
            } catch {
                #expect(!error.description.isEmpty && error.description.utf8.count < 1000, "\(packed)")
            }
        }
        #expect(understood > Self.inputs / 20, "only \(understood) are understood: the changes are too wild")
    }
}
