import Foundation
import MosaicTestKit
import Record
import Testing

@testable import RecordPostgres

/// A server that dies, hangs or lies while something is written leaves a batch that is there once, or not at all.
struct BrokenWriteTests {
    @Test(arguments: ["series", "text", "unit", "block", "batch"])
    func `a connection that ends in any phase of an append is made anew, and the batch is there once`(
        table: String
    ) throws {
        try withRecord { _, database in
            try harm("pg_terminate_backend(pg_backend_pid())", at: table, in: database)
            let record = try openRecord(in: database)
            try HistoryStep.sample(1).take(on: record)
            try expectBatches(1, in: record, database)
        }
    }

    @Test func `a connection that always ends leaves nothing, and the writer gives up`() throws {
        try withRecord { _, database in
            try harm("pg_terminate_backend(pg_backend_pid())", at: "batch", times: .max, in: database)
            let failure = try #require(throws: RecordFailure.self) {
                try HistoryStep.sample(1).take(on: try openRecord(in: database, patience: .short))
            }
            guard case .unreachable = failure else { return #expect(Bool(false), "\(failure)") }
            try expectBatches(0, in: try openRecord(in: database), database)
        }
    }

    @Test func `a server that ends the connection within the commit has recorded nothing, and it is done again`() throws
    {
        try withRecord { _, database in
            try harm("pg_terminate_backend(pg_backend_pid())", at: "batch", isDeferred: true, in: database)
            let record = try openRecord(in: database)
            try HistoryStep.sample(1).take(on: record)
            try expectBatches(1, in: record, database)
        }
    }

    @Test func `a commit with a warning is asked for, and is there once`() throws {
        try withRecord { _, database in
            try psql(
                """
                CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    RAISE WARNING 'canceling wait for synchronous replication due to user request'; RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON mosaic.batch DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION warn();
                """, in: database)
            let record = try openRecord(in: database)
            try HistoryStep.sample(1).take(on: record)
            try expectBatches(1, in: record, database)
            try psql("DROP FUNCTION warn CASCADE", in: database)
        }
    }

    @Test(arguments: CuttingProxy.Harm.allCases)
    func `a commit whose answer does not come is asked for on a fresh connection, and is there once`(
        harm: CuttingProxy.Harm
    ) throws {
        try withRecord { _, database in
            let server = try PostgresServer.shared.get()
            let proxy = try CuttingProxy(to: "\(server.folder)/.s.PGSQL.\(server.port)", harm)
            defer { proxy.stop() }
            let record = try openRecord(in: database, by: proxy.port, patience: .short)
            proxy.harmNext(1)
            guard case .append(let report) = try HistoryStep.sample(1).take(on: record) else { return }
            #expect(report.batch == 1)
            try expectBatches(1, in: record, database)
            proxy.harmNext(1)
            #expect(try record.undo(1, by: "statistician", dryRun: false).batch == 2)
            try expectBatches(2, in: record, database)
        }
    }

    @Test func `a commit that no connection can tell of has an outcome that is not known`() throws {
        try withRecord { _, database in
            let server = try PostgresServer.shared.get()
            let proxy = try CuttingProxy(to: "\(server.folder)/.s.PGSQL.\(server.port)", .cut)
            defer { proxy.stop() }
            let record = try openRecord(in: database, by: proxy.port, patience: .short)
            proxy.harmNext(.max)
            let failure = try #require(throws: RecordFailure.self) { try HistoryStep.sample(1).take(on: record) }
            guard case .outcomeUnknown(let place, _) = failure else { return #expect(Bool(false), "\(failure)") }
            #expect(place == record.place)
            // It is there, and who gives the file again is told so.
            guard case .append(let report) = try HistoryStep.sample(1).take(on: try openRecord(in: database)) else {
                return
            }
            #expect(report.already == 1)
        }
    }

    @Test func `a writer that does not get the lock says that the record is busy`() throws {
        try withRecord { _, database in
            let address = try ServerAddress(Databases.address(of: database), environment: [:])
            var other = try Session.connect(address.keywords(of: address.servers[0]), patience: .standard)
            try other.run("BEGIN")
            try other.takeWritersLock()
            let record = try openRecord(in: database, patience: .short)
            #expect(throws: RecordFailure.busy(place: record.place)) { try HistoryStep.sample(1).take(on: record) }
            try other.run("ROLLBACK")
            try HistoryStep.sample(1).take(on: record)
            try expectBatches(1, in: record, database)
        }
    }

    @Test(arguments: ["", "COPY mosaic.text FROM STDIN;"])
    func `a writer that is frozen while it has the lock is ended by the next one that waits for it`(
        last: String
    ) throws {
        try withRecord { _, database in
            let server = try PostgresServer.shared.get()
            let frozen = try server.freeze(
                after: "BEGIN; SELECT pg_advisory_xact_lock(\(0x4D4F_5341)); \(last)", in: database)
            defer { frozen.terminate() }
            let holder = try self.holder(in: database)
            var patience = Patience.short
            patience.silence = .seconds(1)
            let record = try openRecord(in: database, patience: patience)
            try HistoryStep.sample(1).take(on: record)
            try expectBatches(1, in: record, database)
            #expect(try psql("SELECT count(*) FROM pg_stat_activity WHERE pid = \(holder)", in: database) == "0")
        }
    }

    @Test func `a writer that still works is not ended, however long it has the lock`() throws {
        try withRecord { _, database in
            let server = try PostgresServer.shared.get()
            let busy = try server.freeze(
                after: "BEGIN; SELECT pg_advisory_xact_lock(\(0x4D4F_5341)); SELECT pg_sleep(600);", in: database)
            defer { busy.terminate() }
            let holder = try self.holder(in: database)
            var patience = Patience.short
            (patience.silence, patience.writing) = (.milliseconds(1), .seconds(2))
            let record = try openRecord(in: database, patience: patience)
            #expect(throws: RecordFailure.busy(place: record.place)) { try HistoryStep.sample(1).take(on: record) }
            #expect(try self.holder(in: database) == holder)
            try psql("SELECT pg_terminate_backend(\(holder))", in: database)
        }
    }

    @Test func `a server gives up a writer whose machine is lost, with all that it holds`() throws {
        try withRecord { _, database in
            let server = try PostgresServer.shared.get()
            let address = try ServerAddress(
                "postgresql://mosaic@127.0.0.1:\(server.port)/\(database)", environment: [:])
            let pool = SessionPool(address)
            try pool.use(beginning: "BEGIN") { session in
                // What TCP itself is told: seconds between questions, how many, and milliseconds for what is not acknowledged.
                func told() throws -> [String] {
                    let names = [
                        "tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout",
                        "idle_in_transaction_session_timeout",
                    ]
                    return try names.map { try session.run("SELECT current_setting('\($0)')").text(0, 0) }
                }
                #expect(try told() == ["10", "5", "3", "0", "10min"])
                try session.takeWritersLock()
                #expect(try told() == ["10", "5", "3", "25000", "45s"])
                try session.run("COMMIT")
                #expect(try told().suffix(2) == ["0", "10min"])
            }
        }
    }

    @Test func `four writers number their batches without holes`() async throws {
        let database = try PostgresServer.shared.get().makeDatabase()
        _ = try openRecord(in: database, for: .creating)
        try await withThrowingTaskGroup { group in
            for writer in 1...4 {
                group.addTask {
                    let record = try openRecord(in: database)
                    for number in 1...8 { try HistoryStep.sample(number, region: "R\(writer)").take(on: record) }
                }
            }
            try await group.waitForAll()
        }
        try expectBatches(32, in: try openRecord(in: database), database)
    }

    @Test func `a server that is frozen is given up in time`() throws {
        try Databases.withEmpty { database in
            let address = try ServerAddress(Databases.address(of: database), environment: [:])
            var patience = Patience.standard
            patience.answer = .milliseconds(300)
            var session = try Session.connect(address.keywords(of: address.servers[0]), patience: patience)
            let process = pid_t(try session.run("SELECT pg_backend_pid()").int(0, 0))
            kill(process, SIGSTOP)
            defer { kill(process, SIGCONT) }
            do {
                _ = try session.run("SELECT 1")
                #expect(Bool(false), "it answered")
            } catch {
                #expect(error as? ServerFailure == .lost("the server has not answered for 0.3 seconds"))
            }
        }
    }

    /// The server's process of who has the lock of the writers, once somebody has.
    private func holder(in database: String) throws -> String {
        while true {
            let found = try psql(
                """
                SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE locktype = 'advisory' AND granted AND datname = current_database()
                """, in: database)
            if !found.isEmpty { return found }
        }
    }

    private func expectBatches(_ count: Int, in record: PostgresRecord, _ database: String) throws {
        #expect(try record.batches().map(\.id) == Array(1..<count + 1))
        #expect(try damage(of: record) == [])
        #expect(try psql("SELECT count(DISTINCT attempt) FROM mosaic.batch", in: database) == "\(count)")
    }

    /// Lets a call of SQL happen at a table's next inserts, or at their commit.
    private func harm(
        _ call: String, at table: String, times: Int64 = 1, isDeferred: Bool = false, in database: String
    ) throws {
        try psql(
            """
            CREATE SEQUENCE mosaic.harm;
            CREATE FUNCTION mosaic.harm() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('mosaic.harm') <= \(times) THEN PERFORM \(call); PERFORM pg_sleep(0); END IF; RETURN NULL;
            END $$;
            CREATE \(isDeferred ? "CONSTRAINT" : "") TRIGGER harm AFTER INSERT ON mosaic.\(table)
                \(isDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "") FOR EACH ROW EXECUTE FUNCTION mosaic.harm();
            """, in: database)
    }
}
