import Foundation
import Indicators
import Record

/// The record on a PostgreSQL server, shared with other processes and other machines.
///
/// Writers take turns by a lock of their own; readers wait for nobody. An append or undo that returns is committed, and
/// where the server waits for others, on those too. Where a connection breaks during a commit the record is asked anew,
/// by a number of the attempt, before anything is told.
final class PostgresRecord: RecordStore {
    let place: String
    /// Tells when a batch is recorded.
    let clock: @Sendable () -> Timestamp
    private let sessions: SessionPool
    private let isWritten: Bool
    private let batchTimes = BatchTimes()

    private init(_ sessions: SessionPool, isWritten: Bool, clock: @escaping @Sendable () -> Timestamp) {
        place = sessions.address.place
        self.sessions = sessions
        self.isWritten = isWritten
        self.clock = clock
    }

    /// Opens the record that a database has; one of an older schema is brought to this Mosaic's first.
    static func open(
        _ address: ServerAddress, for access: RecordAccess, schema: Schema = .current, patience: Patience = .standard,
        clock: @escaping @Sendable () -> Timestamp
    ) throws(RecordFailure) -> PostgresRecord {
        let place = address.place
        let record = PostgresRecord(
            SessionPool(address, patience: patience), isWritten: access != .reading, clock: clock)
        let found = try record.version()
        let isWhole = found == schema.version
        guard address.wanted == .primary || isWhole || found ?? schema.version > schema.version else {
            guard let found else { throw .missing(place: place) }
            throw .readOnly(
                place: place,
                why: "its schema is \(found), which a Mosaic that writes brings to \(schema.version) on the primary")
        }
        switch found {
        case let version? where version > schema.version:
            throw .newerSchema(place: place, found: version, known: schema.version)
        case let version? where version < schema.version: try record.migrate(to: schema)
        case nil where access == .creating: try record.migrate(to: schema)
        case nil: throw .missing(place: place)
        case _: break
        }
        return record
    }

    /// The number of the schema that the database has; nil: there is no record.
    static func version(at address: ServerAddress) throws(RecordFailure) -> Int? {
        try PostgresRecord(SessionPool(address), isWritten: false) { .init(microseconds: 0) }
            .version()
    }

    private func version() throws(RecordFailure) -> Int? {
        try read { session in try Schema.version(in: &session, at: place) }
    }

    private func migrate(to schema: Schema) throws(RecordFailure) {
        do {
            try sessions.use(beginning: Self.beginToWrite) { session in
                try session.takeWritersLock()
                try schema.migrate(&session, at: place)
                try session.run("COMMIT", within: session.patience.commit)
            }
        } catch ServerFailure.told("42501", let words) {
            throw .cannotCreate(place: place, why: "its user may not make a schema in the database: \(words)")
        } catch {
            throw RecordFailure(error, place: place)
        }
    }

    func view() throws(RecordFailure) -> any RecordView { try PostgresView(self) }

    func state() throws(RecordFailure) -> StateToken {
        try read { session in
            StateToken(try RecordIdentity(&session), try BatchRow.newestEntry(in: &session))
        }
    }

    func mayDiffer(from state: StateToken) -> Bool {
        let newest = try? read { session in
            try session.run("SELECT coalesce(max(id), 0) FROM mosaic.batch").int(0, 0)
        }
        // Another batch of the same number comes with a failover, which the connection does not outlive.
        return newest != Int64(state.batch)
    }

    func serverRole() throws(RecordFailure) -> ServerRole? { try read { try ServerRole(&$0) } }

    func backUp(to file: String) throws(RecordFailure) -> RecordContent {
        throw .cannotCreate(
            place: file, why: "a record on PostgreSQL is backed up by pg_dump or pgBackRest, as docs/scale.md says")
    }

    /// When each batch up to one was recorded.
    func times(upTo entry: LedgerEntry, _ session: inout Session) throws -> [Timestamp] {
        try batchTimes.upTo(entry) { batches in
            let rows = try session.run(
                "SELECT recorded FROM mosaic.batch WHERE id BETWEEN $1 AND $2 ORDER BY id",
                [.int(Int64(batches.lowerBound)), .int(Int64(batches.upperBound))])
            return (0..<rows.count).map { rows.int($0, 0) }
        }
    }

    /// Runs a body on one state of the record.
    func read<Result: Sendable>(_ body: (inout Session) throws -> Result) throws(RecordFailure) -> Result {
        do {
            return try sessions.use(beginning: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { session in
                let result = try body(&session)
                try session.run("COMMIT")
                return result
            }
        } catch {
            throw RecordFailure(error, place: place)
        }
    }

    private static let beginToWrite = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
}

extension PostgresRecord {
    /// Runs a body as the only writer, and keeps what it did if it says so.
    ///
    /// What passes is tried again, the whole body, until ``Patience/writing`` is over. A commit whose outcome is not
    /// known is settled first.
    /// - Parameter body: is given the attempt's number, which each batch has to bear.
    func write<Result: Sendable>(
        _ body: (inout Session, _ attempt: [UInt8]) throws -> (result: Result, isKept: Bool)
    ) throws(RecordFailure) -> Result {
        guard isWritten else { throw .readOnly(place: place, why: "it was opened for reading alone") }
        guard sessions.address.wanted == .primary else {
            throw .readOnly(
                place: place,
                why: "its address has target_session_attrs=\(sessions.address.wanted.rawValue); leave that out to write"
            )
        }
        let deadline = ContinuousClock.now + sessions.patience.writing
        var pause = Duration.milliseconds(100)
        while true {
            do {
                if let result = try tryToWrite(body) { return result }
            } catch let failure as ServerFailure where failure.isPassing && .now + pause < deadline {
                if case .told("55P03", _) = failure { endSilentWriter() }
                sessions.drop()
                Thread.sleep(forTimeInterval: pause / .seconds(1))
                pause = min(pause * 2, .seconds(2))
            } catch {
                throw RecordFailure(error, place: place)
            }
        }
    }

    /// One attempt; nil: its commit was broken off, and nothing of it was kept.
    private func tryToWrite<Result: Sendable>(
        _ body: (inout Session, _ attempt: [UInt8]) throws -> (result: Result, isKept: Bool)
    ) throws -> Result? {
        let attempt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let (result, doubt) = try sessions.use(beginning: Self.beginToWrite) { session -> (Result, String?) in
            try session.takeWritersLock()
            guard try Schema.version(in: &session, at: place) == Schema.current.version else {
                throw RecordFailure.busy(place: place)
            }
            let (result, isKept) = try body(&session, attempt)
            guard isKept else {
                try session.run("ROLLBACK")
                return (result, nil)
            }
            return (result, try session.commit())
        }
        guard let doubt else { return result }
        return try settle(attempt, doubt) ? result : nil
    }

    /// Finds out what became of a commit: by a fresh connection, under the lock, which the attempt held until its end.
    ///
    /// What is found may still be on one server alone: a commit of our own comes after it, and waits for the others.
    /// - Returns: whether its batches are recorded.
    private func settle(_ attempt: [UInt8], _ doubt: String) throws -> Bool {
        let deadline = ContinuousClock.now + sessions.patience.writing
        repeat {
            sessions.drop()
            let answer = try? sessions.use(beginning: Self.beginToWrite) { session -> Bool? in
                try session.takeWritersLock()
                let found = try session.run(
                    "SELECT count(*), pg_logical_emit_message(true, 'mosaic', 'settled') FROM mosaic.batch WHERE attempt = $1",
                    [.bytes(attempt)])
                let isThere = found.int(0, 0) > 0
                return try session.commit() == nil ? isThere : nil
            }
            if let isThere = answer { return isThere }
            endSilentWriter()
            Thread.sleep(forTimeInterval: 0.5)
        } while .now < deadline
        throw RecordFailure.outcomeUnknown(place: place, why: doubt)
    }
}

extension PostgresRecord {
    /// Ends the connection of a writer that has the lock and has sent nothing for long: its process is frozen.
    ///
    /// The server itself does not see that in the middle of a COPY. Nothing of the writer's batch is committed.
    ///
    /// Of other users' connections too little can be seen. (PostgreSQL 15, tables 9.91 and 28.4)
    private func endSilentWriter() {
        _ = try? sessions.use(beginning: "BEGIN READ ONLY") { session in
            try session.run(
                """
                SELECT pg_terminate_backend(backend.pid) FROM pg_locks AS held JOIN pg_stat_activity AS backend USING (pid)
                WHERE held.locktype = 'advisory' AND held.granted AND held.classid = 0 AND held.objid = \(Session.writersLock)
                    AND backend.datname = current_database() AND held.database = backend.datid
                    AND backend.usename = current_user AND backend.wait_event_type = 'Client'
                    AND backend.state_change < clock_timestamp() - \(session.patience.silence.milliseconds) * interval '1 ms'
                """)
            try session.run("COMMIT")
        }
    }
}

extension Session {
    /// The number of the lock of the writers.
    fileprivate static let writersLock = 0x4D4F_5341

    /// Takes the lock of the writers, until the end of the transaction.
    ///
    /// A writer whose machine is lost while the server has something to tell it is given up too, as a silent one is.
    /// So is one that sends no statement any more. A reader is not: it may take its time.
    mutating func takeWritersLock() throws {
        try run(
            """
            SELECT set_config('tcp_user_timeout', '25s', true),
                set_config('idle_in_transaction_session_timeout', '\(patience.silence.milliseconds)', true),
                pg_advisory_xact_lock(\(Self.writersLock))
            """, within: patience.lock + patience.answer)
    }

    /// Commits.
    /// - Returns: why the outcome is not known; nil: all is committed.
    /// - Throws: where the server says that nothing is.
    mutating func commit() throws -> String? {
        let warnings = warningCount
        do {
            let rows = try run("COMMIT", within: patience.commit)
            guard rows.tag == "COMMIT" else { throw ServerFailure.told(state: "40000", words: "it was rolled back") }
            // What a server warns of here is that it did not wait for the others.
            return warningCount == warnings ? nil : "the server stopped to wait for the others"
        } catch let failure as ServerFailure where failure.endsConnection {
            return if case .lost(let why) = failure { why } else { "\(failure)" }
        }
    }
}
