import MosaicTestKit
import Testing

@testable import Formats

/// The messages are those of Google's protobuf and libsnappy.
@Suite
struct RemoteReadTests {
    private static let request = """
        651c0a5d0880c8e6d6ff0101f0580110808cfbfdcb311a2012085f5f6e616d655f5f1a146d6f736169635f686973746f72795f76616c\
        75651a1108031206726567696f6e1a05434e2d2e2a221408e0d403120e6c6173745f6f7665725f74696d650a0012020100
        """
    private static let response = """
        0a5d0a5b0a200a085f5f6e616d655f5f12146d6f736169635f686973746f72795f76616c75650a0f0a06726567696f6e1205434e2d47\
        53121409000000000000f83f1080a4b3ebffffffffff0112100900000000000002c010808cfbfdcb310a00
        """

    @Test func `a request is read as it was written, times before 1970 too, and without its hints`() throws {
        let request = try RemoteReadRequest(packed: [UInt8](hexadecimal: Self.request))
        #expect(request.queries.map(\.start) == [-86_400_000, 0])
        #expect(request.queries.map(\.end) == [1_704_024_000_000, 0])
        #expect(request.queries.map { $0.matchers.map(\.name) } == [["__name__", "region"], []])
        let (name, region) = try (
            #require(request.queries[0].matchers.first), #require(request.queries[0].matchers.last)
        )
        #expect(name.matches("mosaic_history_value") && !name.matches("mosaic_history_value2"))
        #expect(region.matches("CN") && region.matches("") && !region.matches("CN-GS"))
    }

    @Test func `an answer has labels, samples and a result for each query, and none of an empty label`() throws {
        var response = RemoteReadResponse()
        try response.append(
            labels: [("__name__", "mosaic_history_value"), ("region", "CN-GS"), ("unit", "")],
            samples: [(-43_200_000, 1.5), (1_704_024_000_000, -2.25)])
        response.endResult()
        response.endResult()
        #expect(try SnappyBlock.unpacked(response.packed(), limit: 1_000).hexadecimal == Self.response)
    }

    @Test func `an answer that would be too large ends with an error and not in memory`() throws {
        var response = RemoteReadResponse(limit: 100)
        try response.append(labels: [("__name__", "a")], samples: [(1, 1)])
        #expect(throws: RemoteReadFault.answerTooLarge(limit: 100)) {
            try response.append(labels: [("__name__", "a")], samples: (0..<7).map { ($0, 1) })
        }
    }

    @Test(
        arguments: [
            ([2], "accepts no answer of samples"), ([1], "accepts no answer of samples"),
        ] as [([UInt8], String)])
    func `a client that takes no samples is refused`(accepting: [UInt8], words: String) {
        let error = #expect(throws: RemoteReadFault.self) {
            try RemoteReadRequest(packed: RemoteRead.request([], accepting: accepting))
        }
        #expect(error?.description.contains(words) == true)
    }

    @Test func `queries and matchers beyond what is read are refused, and so is a matcher of no known type`() {
        let matcher = RemoteRead.Matcher("region", "=", "CN")
        for (queries, matchers, words) in [(33, 0, "32 queries"), (1, 257, "256 matchers"), (2, 129, "256 matchers")] {
            let query = (start: 0, end: 1, matchers: [RemoteRead.Matcher](repeating: matcher, count: matchers))
            let error = #expect(throws: RemoteReadFault.self) {
                try RemoteReadRequest(packed: RemoteRead.request([_](repeating: query, count: queries)))
            }
            #expect(error?.description.contains(words) == true)
        }
        let error = #expect(throws: RemoteReadFault.self) {
            try RemoteReadRequest(packed: RemoteRead.request([(0, 1, [RemoteRead.Matcher("a", "==", "b")])]))
        }
        #expect(error?.description.contains("expected 0 to 3") == true)
    }

    @Test func `bytes changed at random are refused or read, and nothing else`() throws {
        let message = try SnappyBlock.unpacked([UInt8](hexadecimal: Self.request), limit: 1_000)
        var generator = SeededGenerator(seed: 5)
        var read = 0
        for _ in 0..<20_000 {
            var changed = message
            for _ in 0..<2 {
                changed[Int.random(in: changed.indices, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            changed.removeLast(Int.random(in: 0...3, using: &generator))
            if (try? RemoteReadRequest(message: changed)) != nil { read += 1 }
        }
        #expect(read > 100 && read < 19_000)
    }
}
