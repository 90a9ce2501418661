internal import HTTPTypes
internal import HummingbirdCore
internal import Synchronization

/// Bounds the memory of answers that no other client shares, until they are sent.
final class AnswerBudget: Sendable {
    private let limit: Int
    private let least: Int
    private let used = Mutex(0)

    /// - Parameters:
    ///   - limit: the most bytes at a time.
    ///   - least: answers of no more bytes don't count: the number of connections bounds them.
    init(limit: Int, least: Int) {
        self.limit = limit
        self.least = least
    }

    /// An answer whose bytes count until it is sent, or given up.
    ///
    /// - Throws: 503 if there is no room beside the answers under way. A single answer may be larger than all room.
    func counted(_ response: Response) throws(Problem) -> Response {
        let body = response.body
        guard let bytes = body.contentLength, bytes > least else { return response }
        let isTaken = used.withLock { used in
            guard used == 0 || used + bytes <= limit else { return false }
            used += bytes
            return true
        }
        guard isTaken else {
            throw Problem(
                status: .serviceUnavailable,
                detail: "Too many answers are on their way to slow clients; try again in a second.",
                chinese: "正在发送给慢速客户端的回答过多；请稍后再试。",
                fields: [.retryAfter: "1"])
        }
        let share = Share(bytes, of: self)
        var counted = response
        counted.body = ResponseBody(contentLength: bytes) { writer in
            try await body.write(writer)
            share.keep()
        }
        return counted
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
