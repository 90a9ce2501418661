import Foundation
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import RecordPostgres

/// A record on a primary and a standby that follows it.
@Suite(.serialized) struct StandbyTests {
    @Test func `a primary tells how a commit waits for its standby, and what the risk is`() throws {
        try withPair { pair, record, _ in
            let follows = try waiting { try role(of: record) { $0.counts[.async] == 1 } }
            #expect(follows.risk == "synchronous_standby_names is empty, so that a commit waits for no other server")
            try pair.primary.psql("ALTER SYSTEM SET synchronous_standby_names = '*'")
            try pair.primary.psql("SELECT pg_reload_conf()")
            let waits = try waiting { try role(of: record) { $0.counts[.sync] == 1 } }
            #expect(waits.risk == nil)
            #expect(waits.counts == [.sync: 1])
            try HistoryStep.sample(1).take(on: record)
            try pair.primary.psql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)'")
            try pair.primary.psql("SELECT pg_reload_conf()")
            #expect(try waiting { try role(of: record) { $0.counts[.quorum] == 1 } }.risk == nil)
            try pair.primary.psql("ALTER SYSTEM SET synchronous_commit = local")
            try pair.primary.psql("SELECT pg_reload_conf()")
            let local = try waiting { try role(of: record) { $0.risk != nil } }
            #expect(
                local.risk == "synchronous_commit is local, so that a commit does not wait for another server's disk")
        }
    }

    @Test func `who may not see the standbys still knows how many there are`() throws {
        try withPair { pair, _, database in
            try pair.primary.psql(
                """
                CREATE ROLE watcher LOGIN;
                GRANT USAGE ON SCHEMA mosaic TO watcher; GRANT SELECT ON ALL TABLES IN SCHEMA mosaic TO watcher;
                """, in: database)
            let address = pair.primary.address(of: database).replacing("//mosaic@", with: "//watcher@")
            let record = try servers.open(address, for: .reading)
            #expect(try waiting { try role(of: record) { $0.counts == [.hidden: 1] } }.risk != nil)
            try pair.primary.psql("DROP OWNED BY watcher; DROP ROLE watcher", in: database)
        }
    }

    @Test(arguments: ["standby", "prefer-standby", "any"])
    func `a standby is read where its address asks for it, and a writer is refused`(attributes: String) throws {
        try withPair { pair, record, database in
            try HistoryStep.sample(1).take(on: record)
            let address = pair.standby.address(of: database) + "&target_session_attrs=\(attributes)"
            let read = try waiting { try? servers.open(address, for: .creating) }
            _ = try waiting { try read.state() == record.state() ? true : nil }
            #expect(try read.allStatements() == record.allStatements())
            #expect(try damage(of: read) == [])
            #expect(try waiting { try secondsBehind(read) == 0 ? true : nil })
            let before = try record.state()
            let failure = try #require(throws: RecordFailure.self) { try HistoryStep.sample(2).take(on: read) }
            guard case .readOnly(_, let why) = failure else { return #expect(Bool(false), "\(failure)") }
            #expect(why == "its address has target_session_attrs=\(attributes); leave that out to write")
            #expect(try record.state() == before)
        }
    }

    @Test func `a standby that stands still says how far it is behind, and its state is the older one`() throws {
        try withPair { pair, record, database in
            try HistoryStep.sample(1).take(on: record)
            let address = pair.standby.address(of: database) + "&target_session_attrs=standby"
            let read = try waiting { try? servers.open(address, for: .reading) }
            let old = try record.state()
            _ = try waiting { try read.state() == old ? true : nil }
            try pair.standby.psql("SELECT pg_wal_replay_pause()")
            try HistoryStep.sample(2).take(on: record)
            let seconds = try waiting { try secondsBehind(read).flatMap { $0 > 0 ? $0 : nil } }
            #expect(seconds < 600)
            #expect(try read.state() == old)
            try pair.standby.psql("SELECT pg_wal_replay_resume()")
            _ = try waiting { try secondsBehind(read) == 0 ? true : nil }
            #expect(try read.state() == record.state())
        }
    }

    @Test func `a view that a standby has not come to can't be read there, and is no damage`() throws {
        try withPair { pair, record, database in
            let address = Self.both([pair.primary, pair.standby], database) + "&target_session_attrs=any"
            let read = try servers.open(address, for: .reading)
            try HistoryStep.sample(1).take(on: record)
            let follower = try waiting {
                try? servers.open(pair.standby.address(of: database) + "&target_session_attrs=standby", for: .reading)
            }
            _ = try waiting { try follower.state() == record.state() ? true : nil }
            try pair.standby.psql("SELECT pg_wal_replay_pause()")
            try HistoryStep.sample(2).take(on: record)
            let view = try read.view()
            #expect(view.state.batch == 2)
            try pair.primary.psql(
                """
                ALTER DATABASE \(database) ALLOW_CONNECTIONS false;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database)';
                """)
            let failure = try #require(throws: RecordFailure.self) { try view.batches(after: 0) }
            let why = "a server answers that does not have batch 2"
            #expect(failure == .unreachable(place: read.place, why: why))
        }
    }

    @Test func `the primary is found behind a standby, and a standby alone is told`() throws {
        try withPair { pair, record, database in
            let both = Self.both([pair.standby, pair.primary], database)
            _ = try waiting {
                try? servers.open(pair.standby.address(of: database) + "&target_session_attrs=standby", for: .reading)
            }
            try HistoryStep.sample(1).take(on: servers.open(both, for: .writing))
            #expect(try record.state().batch == 1)
            #expect(
                try secondsBehind(servers.open(both + "&target_session_attrs=prefer-standby", for: .reading)) != nil)
            let alone = try #require(throws: RecordFailure.self) {
                try servers.open(pair.standby.address(of: database), for: .reading)
            }
            guard case .readOnly(_, let why) = alone else { return #expect(Bool(false), "\(alone)") }
            #expect(why.hasPrefix("only a standby answers"))
            let none = try #require(throws: RecordFailure.self) {
                try servers.open(pair.primary.address(of: database) + "&target_session_attrs=standby", for: .reading)
            }
            guard case .unreachable(_, let reason) = none else { return #expect(Bool(false), "\(none)") }
            #expect(reason.hasPrefix("no standby answers"))
        }
    }

    @Test func `a server that is too old is not used`() throws {
        let server = try OldServer()
        defer { server.stop() }
        let failure = try #require(throws: RecordFailure.self) {
            try servers.open("postgresql://mosaic@127.0.0.1:\(server.port)/mosaic", for: .reading)
        }
        #expect(
            failure
                == .unreadable(
                    place: "postgresql://127.0.0.1:\(server.port)/mosaic",
                    why: "it is on PostgreSQL 13; 14 or newer is needed"))
        // Another one may still come.
        let both = "postgresql://mosaic@127.0.0.1:\(server.port),127.0.0.1:1/mosaic"
        let waiting = try #require(throws: RecordFailure.self) { try servers.open(both, for: .reading) }
        guard case .unreachable(_, let why) = waiting else { return #expect(Bool(false), "\(waiting)") }
        #expect(why.hasPrefix("127.0.0.1: it is on PostgreSQL 13; 14 or newer is needed; 127.0.0.1: "), "\(why)")
    }

    /// Runs a body with a new record on the primary of a pair, which is then as it was.
    private func withPair(
        _ body: ((primary: PostgresServer, standby: PostgresServer), any RecordStore, _ database: String) throws -> Void
    ) throws {
        let pair = try PostgresServer.pair.get()
        let database = try pair.primary.makeDatabase()
        let record = try servers.open(pair.primary.address(of: database), for: .creating)
        defer {
            _ = try? pair.standby.psql("SELECT pg_wal_replay_resume()")
            _ = try? pair.primary.psql("ALTER SYSTEM RESET ALL")
            _ = try? pair.primary.psql("SELECT pg_reload_conf()")
        }
        try body(pair, record, database)
    }

    /// The address of a database on one of two servers.
    private static func both(_ servers: [PostgresServer], _ database: String) -> String {
        let hosts = servers.map { $0.folder.replacing("/", with: "%2F") }.joined(separator: ",")
        let ports = servers.map { "\($0.port)" }.joined(separator: ",")
        return "postgresql://mosaic@/\(database)?host=\(hosts)&port=\(ports)"
    }

    /// What a server says of its standbys, where that is as it is waited for.
    private func role(of record: any RecordStore, _ isAwaited: (Replicas) -> Bool) throws -> Replicas? {
        guard case .primary(let replicas) = try record.serverRole(), isAwaited(replicas) else { return nil }
        return replicas
    }

    private func secondsBehind(_ record: any RecordStore) throws -> Double? {
        if case .standby(let seconds) = try record.serverRole() { seconds } else { nil }
    }

    /// Asks until there is an answer; a server does what it is told a little later.
    private func waiting<Answer>(_ ask: () throws -> Answer?) throws -> Answer {
        for _ in 0..<1000 {
            if let answer = try ask() { return answer }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw KitError("what was waited for did not come")
    }
}
