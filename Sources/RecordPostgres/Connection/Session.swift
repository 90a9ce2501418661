import CPostgres
import Glibc
import Synchronization

/// A connection to a server, for one user at a time.
///
/// No wait is without end: where a server neither answers nor takes anything in time, the connection is dropped.
/// TCP's own times do not help, as a machine that is frozen goes on to acknowledge. Nothing is ever cancelled: a COMMIT
/// that is cancelled while it waits for another server says that it succeeded.
struct Session: ~Copyable, Sendable {
    /// The connection's address in memory; a pointer itself can't go from thread to thread.
    private let address: UInt
    private let warnings: Warnings
    let patience: Patience

    private init(_ pointer: OpaquePointer, patience: Patience) {
        address = UInt(bitPattern: pointer)
        warnings = Warnings()
        self.patience = patience
    }

    /// Connects to a server.
    /// - Parameters:
    ///   - keywords: what libpq is told.
    ///   - wait: how long it may take; nil: ``Patience/connecting``.
    /// - Throws: ``ServerFailure``.
    static func connect(
        _ keywords: [(String, String)], patience: Patience, within wait: Duration? = nil
    ) throws -> Session {
        guard let pointer = unsafe start(keywords) else {
            throw ServerFailure.lost("there is no memory for a connection")
        }
        let session = unsafe Session(pointer, patience: patience)
        // The state of an error is told in words alone while a connection is made.
        unsafe PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        // No server was asked yet: what is wrong is a value of the address, such as its port, and will stay so.
        if unsafe PQstatus(pointer) == CONNECTION_BAD, case let line = unsafe firstLine(PQerrorMessage(pointer)),
            line.hasPrefix("invalid ")
        {
            throw ServerFailure.address(line)
        }
        let wait = wait ?? patience.connecting
        let deadline = ContinuousClock.now + wait
        var awaited = PGRES_POLLING_WRITING
        while unsafe PQstatus(pointer) != CONNECTION_BAD, awaited != PGRES_POLLING_OK {
            let events = awaited == PGRES_POLLING_READING ? POLLIN : POLLOUT
            guard unsafe poll(PQsocket(pointer), Int16(events), until: deadline) != 0 else {
                throw ServerFailure.silence(of: wait)
            }
            awaited = unsafe PQconnectPoll(pointer)
            if awaited == PGRES_POLLING_FAILED { break }
        }
        guard unsafe PQstatus(pointer) == CONNECTION_OK else { throw unsafe failure(ofConnecting: pointer) }
        unsafe PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
        unsafe PQsetnonblocking(pointer, 1)
        unsafe PQsetNoticeReceiver(
            pointer,
            { context, _ in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue().note()
            }, Unmanaged.passUnretained(session.warnings).toOpaque())
        return session
    }

    deinit { unsafe PQfinish(OpaquePointer(bitPattern: address)) }

    private var pointer: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

    /// The server's version: 150020 is 15.20.
    var version: Int { Int(unsafe PQserverVersion(pointer)) }

    /// How many warnings the server has told on this connection.
    var warningCount: Int { warnings.count }

    /// Whether the server has not closed the connection since it was last used.
    mutating func isOpen() -> Bool {
        guard unsafe PQstatus(pointer) == CONNECTION_OK else { return false }
        guard unsafe Self.poll(PQsocket(pointer), Int16(POLLIN), until: .now) != 0 else { return true }
        return unsafe PQconsumeInput(pointer) == 1 && PQstatus(pointer) == CONNECTION_OK
    }

    /// Runs one statement.
    /// - Parameter wait: how long the server may take without a byte; nil: ``Patience/answer``.
    /// - Throws: ``ServerFailure``.
    @discardableResult
    mutating func run(_ sql: String, _ values: [SQLValue] = [], within wait: Duration? = nil) throws -> SQLRows {
        try send(sql, values)
        return try result(within: wait ?? patience.answer)
    }

    /// Runs several statements without parameters.
    mutating func run(script: String) throws {
        guard unsafe PQsendQuery(pointer, script) == 1 else { throw lost() }
        try result(within: patience.answer)
    }

    /// Copies rows into a table, which takes all of them or none.
    /// - Parameter bytes: in COPY's binary form, whole.
    mutating func copy(_ bytes: [UInt8], into table: String) throws {
        try send("COPY \(table) FROM STDIN (FORMAT binary)", [])
        try awaitResult(within: patience.answer)
        let answer = unsafe PQgetResult(pointer)
        guard unsafe PQresultStatus(answer) == PGRES_COPY_IN else {
            defer { unsafe PQclear(answer) }
            throw unsafe failure(of: answer)
        }
        unsafe PQclear(answer)
        for start in stride(from: 0, to: bytes.count, by: 65_536) {
            let part = bytes[start..<min(start + 65_536, bytes.count)]
            while true {
                let taken = unsafe part.withUnsafeBytes { part in
                    unsafe PQputCopyData(
                        pointer, part.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(part.count))
                }
                if taken == 1 { break }
                guard taken == 0 else { throw lost() }
                try flush(within: patience.answer)
            }
        }
        while true {
            let ended = unsafe PQputCopyEnd(pointer, nil)
            if ended == 1 { break }
            guard ended == 0 else { throw lost() }
            try flush(within: patience.answer)
        }
        try result(within: patience.answer)
    }
}

/// Counts what a server warns of: in a COMMIT each means that other servers may not have what was committed.
private final class Warnings: Sendable {
    private let told = Mutex(0)

    var count: Int { told.withLock { $0 } }

    func note() { told.withLock { $0 += 1 } }
}

extension Session {
    private mutating func send(_ sql: String, _ values: [SQLValue]) throws {
        let types = values.map(\.type)
        var bytes: [UInt8] = []
        var places: [(start: Int, count: Int)?] = []
        for value in values {
            guard let binary = value.binary else {
                places.append(nil)
                continue
            }
            places.append((bytes.count, binary.count))
            bytes += binary
        }
        // A parameter without bytes needs a place too.
        bytes.append(0)
        let isSent = unsafe bytes.withUnsafeBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = unsafe places.map { place in unsafe place.flatMap { unsafe start?.advanced(by: $0.start) } }
            let lengths = places.map { Int32($0?.count ?? 0) }
            let formats = places.map { _ in Int32(1) }
            return unsafe PQsendQueryParams(
                pointer, sql, Int32(values.count), types, pointers, lengths, formats, 1)
        }
        guard isSent == 1 else { throw lost() }
    }

    /// The last result of what was sent; the first failure among them is thrown once all were taken.
    @discardableResult
    private mutating func result(within wait: Duration) throws -> SQLRows {
        var failure: ServerFailure?
        var last: SQLRows?
        while true {
            try awaitResult(within: wait)
            guard let result = unsafe PQgetResult(pointer) else { break }
            switch unsafe PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: last = unsafe SQLRows(result)
            case _:
                failure = unsafe failure ?? self.failure(of: result)
                unsafe PQclear(result)
                if unsafe PQstatus(pointer) == CONNECTION_BAD { throw failure ?? lost() }
            }
        }
        if let failure { throw failure }
        guard let last else { throw lost() }
        return last
    }

    /// Waits until a result can be taken without waiting.
    private mutating func awaitResult(within wait: Duration) throws {
        try flush(within: wait)
        while unsafe PQisBusy(pointer) == 1 {
            guard unsafe Self.poll(PQsocket(pointer), Int16(POLLIN), until: .now + wait) != 0 else {
                throw silent(wait)
            }
            guard unsafe PQconsumeInput(pointer) == 1 else { throw lost() }
        }
    }

    /// Sends what waits to be sent, and takes what comes meanwhile.
    private mutating func flush(within wait: Duration) throws {
        while true {
            switch unsafe PQflush(pointer) {
            case 0: return
            case 1:
                let events = unsafe Self.poll(PQsocket(pointer), Int16(POLLIN | POLLOUT), until: .now + wait)
                guard events != 0 else { throw silent(wait) }
                if events & Int16(POLLIN) != 0, unsafe PQconsumeInput(pointer) != 1 { throw lost() }
            case _: throw lost()
            }
        }
    }

    private func silent(_ wait: Duration) -> ServerFailure {
        .lost("the server has not answered for \(wait)")
    }

    private func lost() -> ServerFailure { .lost(unsafe Self.firstLine(PQerrorMessage(pointer))) }

    private func failure(of result: OpaquePointer?) -> ServerFailure {
        // The letters are those of PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY.
        guard let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))) else { return lost() }
        let words = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "M")))
        return .told(state: unsafe String(cString: state), words: unsafe Self.firstLine(words))
    }

    private static func start(_ keywords: [(String, String)]) -> OpaquePointer? {
        // Two lists of texts that end with NULL, in memory of the caller's.
        let names = unsafe keywords.map { unsafe strdup($0.0) } + [nil]
        let values = unsafe keywords.map { unsafe strdup($0.1) } + [nil]
        defer { unsafe (names + values).forEach { unsafe free($0) } }
        let (shownNames, shownValues) = unsafe (
            names.map { unsafe $0.map { unsafe UnsafePointer($0) } },
            values.map { unsafe $0.map { unsafe UnsafePointer($0) } }
        )
        return unsafe PQconnectStartParams(shownNames, shownValues, 0)
    }

    /// What a connection that could not be made says: `… FATAL:  28P01: password authentication failed …` has a state.
    private static func failure(ofConnecting pointer: OpaquePointer) -> ServerFailure {
        let line = unsafe firstLine(PQerrorMessage(pointer))
        guard let range = line.firstRange(of: #/:  [0-9A-Z]{5}: /#) else { return .lost(line) }
        return .told(state: String(line[range].dropFirst(3).prefix(5)), words: String(line[range.upperBound...]))
    }

    private static func firstLine(_ text: UnsafePointer<CChar>?) -> String {
        let whole = unsafe text.map { unsafe String(cString: $0) } ?? ""
        return whole.split(whereSeparator: \.isNewline).first.map(String.init) ?? "the connection is closed"
    }

    /// Waits for an event of a socket.
    /// - Returns: the events that came; 0: the deadline did first.
    private static func poll(_ socket: Int32, _ events: Int16, until deadline: ContinuousClock.Instant) -> Int16 {
        var asked = pollfd(fd: socket, events: events, revents: 0)
        while true {
            let rest = ContinuousClock.now.duration(to: deadline)
            let milliseconds = max(0, Int32(clamping: Int64((rest / .milliseconds(1)).rounded(.up))))
            let found = unsafe Glibc.poll(&asked, 1, milliseconds)
            if found > 0 { return asked.revents }
            if found == 0 { return 0 }
            guard errno == EINTR else { return Int16(POLLERR) }
        }
    }
}
