internal import Synchronization

/// Numbered pieces of work, done on threads of their own: Swift's pool has one thread a core, and a scrape would wait.
public enum ParallelMap {
    /// The results in the order of the pieces, whichever thread did them, and the tools of the thread that asked.
    ///
    /// - Parameters:
    ///   - count: how many pieces there are.
    ///   - threads: how many threads work on them, the caller's among them.
    ///   - name: the other threads' name; each adds its number, from 2.
    ///   - tools: what a thread keeps from one piece to the next; each has its own.
    ///   - piece: does the piece of a number, from 0.
    public static func results<Result: Sendable, Tools: Sendable>(
        _ count: Int, threads: Int, name: String, tools: Tools,
        piece: @escaping @Sendable (Int, inout Tools) -> Result
    ) -> (results: [Result], tools: Tools) {
        let numbers = Numbers(count)
        let others = (1..<max(min(threads, count), 1)).map { index in
            Worker("\(name) \(index + 1)") {
                var tools = tools
                return numbers.work(&tools, piece)
            }
        }
        var tools = tools
        var done = numbers.work(&tools, piece)
        for other in others { done += other.result() }
        return (done.sorted { $0.number < $1.number }.map(\.result), tools)
    }

    /// The numbers of the pieces that no thread has begun.
    private final class Numbers: Sendable {
        private let next = Atomic(0)
        private let count: Int

        init(_ count: Int) { self.count = count }

        /// Does pieces until none is left.
        func work<Result, Tools>(
            _ tools: inout Tools, _ piece: (Int, inout Tools) -> Result
        ) -> [(number: Int, result: Result)] {
            var done: [(number: Int, result: Result)] = []
            while case let number = next.wrappingAdd(1, ordering: .relaxed).oldValue, number < count {
                done.append((number, piece(number, &tools)))
            }
            return done
        }
    }
}
