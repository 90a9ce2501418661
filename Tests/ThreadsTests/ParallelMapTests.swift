import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct ParallelMapTests {
    @Test(arguments: [0, 1, 2, 3, 100], [1, 2, 5])
    func `results stand in the order of the pieces, whichever thread did them`(count: Int, threads: Int) {
        let (results, _) = ParallelMap.results(count, threads: threads, name: "square", tools: ()) { number, _ in
            number * number
        }
        #expect(results == (0..<count).map { $0 * $0 })
    }

    @Test func `each piece is done once`() {
        let counts = Monitor([Int](repeating: 0, count: 1000))
        _ = ParallelMap.results(1000, threads: 4, name: "count", tools: ()) { number, _ in
            counts.change { $0[number] += 1 }
        }
        #expect(counts.change { $0 } == [Int](repeating: 1, count: 1000))
    }

    @Test func `each thread keeps tools of its own, and the caller gets those of its own thread`() {
        let (results, tools) = ParallelMap.results(200, threads: 3, name: "tools", tools: [Int]()) { number, tools in
            tools.append(number)
            return tools
        }
        for (number, seen) in results.enumerated() {
            #expect(seen.last == number)
            #expect(seen == seen.sorted())
        }
        #expect(tools.allSatisfy { results[$0].first == tools.first })
    }

    @Test func `pieces run on as many threads at once as are asked for`() {
        let begun = Monitor(0)
        let (results, _) = ParallelMap.results(3, threads: 3, name: "meeting", tools: ()) { number, _ in
            begun.change { $0 += 1 }
            // Each waits for the others: fewer threads would never get here.
            begun.wait { $0 == 3 ? () : nil }
            return number
        }
        #expect(results == [0, 1, 2])
    }
}
