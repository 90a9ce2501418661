internal import Foundation
internal import Synchronization

/// Numbered pieces of work, done on threads of their own: Swift's pool has one thread a core, and a scrape would wait.
enum ParallelWork {
    /// The results in the order of the pieces, whichever thread did them, and the tools of the thread that asked.
    ///
    /// - Parameters:
    ///   - count: how many pieces there are.
    ///   - threads: how many threads work on them, the caller's among them.
    ///   - tools: what a thread keeps from one piece to the next; each has its own.
    ///   - piece: does the piece of a number.
    static func results<Result: Sendable, Tools: Sendable>(
        _ count: Int, threads: Int, tools: Tools, piece: @escaping @Sendable (Int, inout Tools) -> Result
    ) -> (results: [Result], tools: Tools) {
        let board = Board<Result>()
        let helpers = max(min(threads, count) - 1, 0)
        for number in 0..<helpers {
            let thread = Thread {
                var tools = tools
                board.work(count, &tools, piece)
                board.isDone.signal()
            }
            thread.name = "evaluation \(number + 2)"
            thread.start()
        }
        var own = tools
        board.work(count, &own, piece)
        for _ in 0..<helpers { board.isDone.wait() }
        return (board.results(count), own)
    }

    private final class Board<Result: Sendable>: Sendable {
        private let next = Atomic(0)
        private let done = Mutex<[(number: Int, result: Result)]>([])
        let isDone = DispatchSemaphore(value: 0)

        func work<Tools>(_ count: Int, _ tools: inout Tools, _ piece: (Int, inout Tools) -> Result) {
            var own: [(number: Int, result: Result)] = []
            while case let number = next.wrappingAdd(1, ordering: .relaxed).oldValue, number < count {
                own.append((number, piece(number, &tools)))
            }
            let finished = own
            done.withLock { $0 += finished }
        }

        func results(_ count: Int) -> [Result] {
            done.withLock { $0.sorted { $0.number < $1.number }.map(\.result) }
        }
    }
}
