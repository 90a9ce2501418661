internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// Bounds the memory of answers that no other client shares, until they are sent.
final class AnswerBudget: Sendable {
    private let limit: Int
    private let used = Mutex(0)

    /// - Parameter limit: the most bytes at a time.
    init(limit: Int) { self.limit = limit }

    /// A body whose bytes count until it is sent, or given up.
    ///
    /// - Throws: 503 if there is no room beside the answers under way. A single answer may be larger than all room.
    func body(_ parts: [ByteBuffer]) throws(Problem) -> ResponseBody {
        let bytes = parts.reduce(0) { $0 + $1.readableBytes }
        let isTaken = used.withLock { used in
            guard used == 0 || used + bytes <= limit else { return false }
            used += bytes
            return true
        }
        guard isTaken else {
            throw Problem(
                status: .serviceUnavailable,
                detail: "Too many answers are on their way to slow clients; try again in a second.",
                fields: [.retryAfter: "1"])
        }
        let share = Share(bytes, of: self)
        return ResponseBody(contentLength: bytes) { writer in
            try await writer.write(contentsOf: parts)
            try await writer.finish(nil)
            share.keep()
        }
    }

    /// What an answer has taken, until nobody has the answer any more.
    private final class Share: Sendable {
        private let bytes: Int
        private let budget: AnswerBudget

        init(_ bytes: Int, of budget: AnswerBudget) {
            self.bytes = bytes
            self.budget = budget
        }

        deinit { budget.used.withLock { $0 -= bytes } }

        func keep() {}
    }
}
