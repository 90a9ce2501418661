internal import Exchange
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// Keeps the bodies of requests that write until they are whole, and does what they ask, one after the other.
///
/// Guarantees: no body is held in memory, and no more than a limit are on their way. What a client does not send to its end is gone.
final class WriteWork: Sendable {
    private let keeping: RequestWork
    private let writing: RequestWork
    private let limits: WebLimits
    private let count = Mutex(0)

    /// Starts the threads.
    init(_ limits: WebLimits, timer: @escaping RequestWork.Timer) {
        self.limits = limits
        var keeping = limits
        (keeping.workThreads, keeping.waitingRequests) = (1, limits.writers)
        self.keeping = RequestWork(keeping, name: "keeping", timer: timer)
        keeping.work = limits.writing
        writing = RequestWork(keeping, name: "writing", timer: timer)
    }

    /// The right to be among the requests that write, as long as somebody holds it.
    final class Place: Sendable {
        private let work: WriteWork

        fileprivate init(_ work: WriteWork) { self.work = work }

        deinit { work.count.withLock { $0 -= 1 } }

        func keep() {}
    }

    /// Lets a request in.
    ///
    /// - Throws: 503 if too many are on their way.
    func enter() throws(Problem) -> Place {
        let isTaken = count.withLock { [limits] count in
            guard count < limits.writers else { return false }
            count += 1
            return true
        }
        guard isTaken else {
            throw Problem(
                status: .serviceUnavailable, detail: "Others write just now; try again in a few seconds.",
                fields: [.retryAfter: "5"])
        }
        return Place(self)
    }

    /// The body of a request as an input.
    ///
    /// - Throws: 400 if it does not end, 413 if it is too large, 507 where there is no room for it.
    func input(of body: RequestBody, named name: String) async throws(Problem) -> InputFile {
        let spool = try await keeping.result { () throws(Problem) in
            try kept { () throws(InputSpoolFault) in try InputSpool(name: name) }
        }
        var (block, total, isWhole) = ([UInt8](), 0, false)
        do {
            for try await part in body {
                // The connection's handler ends a body with a part of no bytes: without it the client has gone away.
                isWhole = part.readableBytes == 0
                total += part.readableBytes
                guard total <= limits.fileBytes else { throw Problem.contentTooLarge(limit: limits.fileBytes) }
                block += part.readableBytesView
                guard block.count >= Self.blockBytes else { continue }
                try await keep(block, in: spool)
                block = []
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .bodyIsCut
        }
        guard isWhole else { throw .bodyIsCut }
        try await keep(block, in: spool)
        return spool.finish()
    }

    /// What a piece of work answers that writes, once those before it are done.
    func result<Value: Sendable>(
        of work: @escaping @Sendable () throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        try await writing.result(of: work)
    }

    private func keep(_ block: [UInt8], in spool: InputSpool) async throws(Problem) {
        try await keeping.result { () throws(Problem) in
            try kept { () throws(InputSpoolFault) in try spool.append(block) }
        }
    }

    private static let blockBytes = 256 * 1024
}

/// What is kept on the disk, a fault being a problem.
private func kept<Value>(_ body: () throws(InputSpoolFault) -> Value) throws(Problem) -> Value {
    do throws(InputSpoolFault) {
        return try body()
    } catch {
        throw error.isDiskFull
            ? .insufficientStorage("There is no room to keep the body until it is whole; nothing was recorded.")
            : Problem(status: .internalServerError, detail: "The body can't be kept; nothing was recorded.")
    }
}

extension Problem {
    /// The client has not sent all of a body.
    fileprivate static var bodyIsCut: Problem {
        Problem(status: .badRequest, detail: "The request's body is not whole; nothing was recorded.")
    }
}
