/// Which requests of a connection are open. It only counts; `ConnectionHandler` acts.
struct ConnectionLedger {
    /// Requests whose head was read and whose answer has not ended.
    private(set) var outstanding = 0
    /// Whether a request's head was read, but not its end.
    private(set) var isReading = false
    /// Whether an answer's head was written, but not its end.
    private(set) var isAnswering = false
    /// Ends of answers that the socket has not taken yet.
    private(set) var unsent = 0
    /// Whether no further request is taken.
    private(set) var isClosing = false
    /// Whether no request has begun yet.
    private(set) var isUnused = true
    /// Whether the first request is to be the last.
    private var isFirstLast = false
    /// Whether what is read is thrown away.
    private(set) var isDeaf = false
    /// The answer to bytes that are not a request. It waits until the requests before it are answered.
    private(set) var rejection: Problem?
    /// Whether `rejection` was written. What the responder writes after that is thrown away.
    private(set) var hasRejected = false
    private var bodyBytes = 0
    /// How many bytes were thrown away.
    private(set) var ignoredBytes = 0

    /// What to do about a rejection.
    enum Settlement {
        case wait
        case answer(Problem)
        case close
    }

    /// Whether everything that was asked is answered and sent.
    var isIdle: Bool { outstanding == 0 && unsent == 0 && rejection == nil }

    /// Whether the connection may be closed: no request is to come, and none is open.
    var isDone: Bool { isClosing && isIdle }

    /// Whether the answer whose head is written now is the connection's last.
    var isLastAnswer: Bool { isClosing && outstanding <= 1 && rejection == nil }

    /// Takes a request's head; false: it comes after the last request and is not answered.
    mutating func readHead(isLast: Bool) -> Bool {
        guard !isClosing else {
            isDeaf = true
            return false
        }
        outstanding += 1
        isReading = true
        isUnused = false
        isClosing = isLast || isFirstLast
        bodyBytes = 0
        return true
    }

    /// Adds bytes of a request's body, and returns how many it has now.
    mutating func readBody(_ count: Int) -> Int {
        bodyBytes += count
        return bodyBytes
    }

    /// Takes the request as read to its end, and throws its body away.
    mutating func ignoreBody() {
        isReading = false
        isDeaf = true
    }

    /// Counts bytes that are thrown away.
    mutating func ignore(_ count: Int) { ignoredBytes += count }

    mutating func readEnd() { isReading = false }

    mutating func writeHead() { isAnswering = true }

    mutating func writeEnd() {
        isAnswering = false
        outstanding = max(0, outstanding - 1)
        unsent += 1
    }

    mutating func sendEnd() { unsent -= 1 }

    /// Takes no further request but the first.
    mutating func close() {
        isFirstLast = true
        isClosing = !isUnused
    }

    /// Notes the answer to bytes that are not a request, or that are too many.
    mutating func reject(_ problem: Problem) {
        isClosing = true
        isUnused = false
        isDeaf = true
        rejection = problem
    }

    /// What can be done about the rejection now.
    mutating func settle() -> Settlement {
        guard let problem = rejection, !isAnswering else { return .wait }
        if isReading && outstanding == 0 {
            // The request was answered before its end came, so it needs no second answer.
            rejection = nil
            return .close
        }
        guard outstanding == (isReading ? 1 : 0) else { return .wait }
        rejection = nil
        hasRejected = true
        outstanding = 0
        unsent += 1
        return .answer(problem)
    }
}
