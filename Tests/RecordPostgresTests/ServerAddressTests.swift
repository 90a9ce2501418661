import Foundation
import MosaicTestKit
import Record
import Testing

@testable import RecordPostgres

/// What can't be opened says why, and shows no password.
struct ServerAddressTests {
    @Test(arguments: [
        ("postgresql://mosaic:hunter2@db1,db2:5433,db3/mosaic", "postgresql://db1,db2:5433,db3/mosaic"),
        ("postgres://db.example.org/mosaic?password=hunter2&sslmode=verify-full", "postgresql://db.example.org/mosaic"),
        ("PostgreSQL://[2001:db8::1]:6432/m", "postgresql://[2001:db8::1]:6432/m"),
        ("postgresql://mosaic@/mosaic?host=%2Ftmp%2Fsocket&port=6000", "postgresql:///mosaic"),
    ])
    func `a place names servers and database, and nothing else`(name: String, place: String) throws {
        #expect(try ServerAddress(name, environment: [:]).place == place)
    }

    @Test func `each server of a list is told apart, and has its port`() throws {
        let address = try ServerAddress("postgresql://a,b:5433/mosaic?sslmode=require", environment: [:])
        #expect(address.servers == [.init(host: "a", port: ""), .init(host: "b", port: "5433")])
        let words = Dictionary(uniqueKeysWithValues: address.keywords(of: address.servers[1]))
        #expect(words["host"] == "b" && words["port"] == "5433" && words["sslmode"] == "require")
    }

    @Test(arguments: [
        "postgres://mosaic:a/b@c?hunter2@host", "postgres://mosaic:hunter2/x@host/db",
        "postgresql://mosaic:hunter2#@host",
        "postgresql://mosaic:hunter2@db/", "postgresql://host/db?pasword=hunter2", "postgresql://a,b:1,c:2,d/x:hunter2",
    ])
    func `an address that can't be read is refused, and nothing of it is shown`(name: String) throws {
        let failure = try #require(throws: RecordFailure.self) { try servers.open(name, for: .creating) }
        guard case .unreadable("postgresql://…", _) = failure else { return #expect(Bool(false), "\(failure)") }
        for secret in ["hunter2", "@host", "pasword"] { #expect(!failure.description.contains(secret)) }
        #expect(throws: failure) { try servers.hasRecord(at: name) }
        #expect(throws: failure) { try servers.openBackup(name) }
    }

    @Test func `a password comes from the folder of credentials, and from the address first`() throws {
        try withTemporaryFolder { folder in
            try Data("tr0ub4dor\n".utf8).write(to: folder.appending(path: "record-password"))
            let environment = ["CREDENTIALS_DIRECTORY": folder.path]
            let name = "postgresql://mosaic@db/mosaic"
            #expect(try ServerAddress(name, environment: environment).parameters["password"] == "tr0ub4dor")
            let own = "postgresql://mosaic:own@db/mosaic"
            #expect(try ServerAddress(own, environment: environment).parameters["password"] == "own")
        }
    }

    @Test func `a wrong password is refused, and a right one from a credential is not`() throws {
        try Databases.withEmpty { database in
            let server = try PostgresServer.shared.get()
            try server.psql(
                """
                DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'correct horse'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                GRANT CREATE ON DATABASE \(database) TO guarded;
                """, in: database)
            let host = "127.0.0.1:\(server.port)/\(database)"
            let failure = try #require(throws: RecordFailure.self) {
                try servers.open("postgresql://guarded:hunter2@\(host)", for: .creating)
            }
            guard case .refused("postgresql://\(host)", let why) = failure else {
                return #expect(Bool(false), "\(failure)")
            }
            #expect(why == "password authentication failed for user \"guarded\" (SQLSTATE 28P01)")
            try withTemporaryFolder { folder in
                try Data("correct horse".utf8).write(to: folder.appending(path: "record-password"))
                let keeper = PostgresKeeper(
                    clock: TestClock.read, environment: ["CREDENTIALS_DIRECTORY": folder.path])
                let record = try keeper.open("postgresql://guarded@\(host)", for: .creating)
                try HistoryStep.sample(1).take(on: record)
                #expect(try record.state().batch == 1)
            }
            try server.psql("DROP SCHEMA mosaic CASCADE", in: database)
        }
    }

    @Test func `a database that is not there, and one without a record, are told apart`() throws {
        try Databases.withEmpty { database in
            let missing = try Databases.address(of: "no_such_database")
            let failure = try #require(throws: RecordFailure.self) { try servers.open(missing, for: .creating) }
            guard case .unreadable(_, let why) = failure else { return #expect(Bool(false), "\(failure)") }
            #expect(why == "database \"no_such_database\" does not exist (SQLSTATE 3D000)")

            let address = try Databases.address(of: database)
            #expect(try !servers.hasRecord(at: address))
            for access in [RecordAccess.reading, .writing] {
                #expect(throws: RecordFailure.missing(place: "postgresql:///\(database)")) {
                    try servers.open(address, for: access)
                }
            }
            _ = try servers.open(address, for: .creating)
            #expect(try servers.hasRecord(at: address))
            #expect(throws: RecordFailure.self) { try servers.open(address, for: .reading).backUp(to: "copy") }
        }
    }

    @Test func `a schema of somebody else is no record, and is left as it is`() throws {
        try Databases.withEmpty { database in
            try psql("CREATE SCHEMA mosaic; CREATE TABLE mosaic.record (id integer)", in: database)
            let failure = try #require(throws: RecordFailure.self) {
                try servers.open(Databases.address(of: database), for: .creating)
            }
            guard case .notARecord = failure else { return #expect(Bool(false), "\(failure)") }
            #expect(
                try psql("SELECT count(*) FROM pg_class WHERE relnamespace = 'mosaic'::regnamespace", in: database)
                    == "1")
        }
    }

    @Test func `a record of a newer schema is refused, and is left as it is`() throws {
        try withRecord { record, database in
            try psql("UPDATE mosaic.record SET schema = 99", in: database)
            let place = record.place
            for access in RecordAccess.allCases {
                #expect(throws: RecordFailure.newerSchema(place: place, found: 99, known: 1)) {
                    try servers.open(Databases.address(of: database), for: access)
                }
            }
        }
    }

    @Test func `a user without rights is refused`() throws {
        try withRecord { record, database in
            let server = try PostgresServer.shared.get()
            try server.psql(
                "DO $$ BEGIN CREATE ROLE nobody LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
                in: database)
            let address = "postgresql://nobody@127.0.0.1:\(server.port)/\(database)"
            let failure = try #require(throws: RecordFailure.self) { try servers.open(address, for: .reading) }
            guard case .refused = failure else { return #expect(Bool(false), "\(failure)") }
            try psql(
                "GRANT USAGE ON SCHEMA mosaic TO nobody; GRANT SELECT ON ALL TABLES IN SCHEMA mosaic TO nobody",
                in: database)
            #expect(try servers.open(address, for: .reading).state() == record.state())
            let write = try #require(throws: RecordFailure.self) {
                try HistoryStep.sample(1).take(on: servers.open(address, for: .writing))
            }
            guard case .refused = write else { return #expect(Bool(false), "\(write)") }
        }
    }

    @Test func `a server that is not there, and one without TLS that is asked for it, can't be reached`() throws {
        let server = try PostgresServer.shared.get()
        for address in [
            "postgresql://mosaic@127.0.0.1:1/postgres",
            "postgresql://mosaic@127.0.0.1:\(server.port)/postgres?sslmode=require",
        ] {
            let failure = try #require(throws: RecordFailure.self) { try servers.open(address, for: .reading) }
            guard case .unreachable = failure else { return #expect(Bool(false), "\(failure)") }
        }
    }

    @Test func `the server that answers is taken of several`() throws {
        try withRecord { record, database in
            let server = try PostgresServer.shared.get()
            let address = "postgresql://mosaic@127.0.0.1:1,127.0.0.1:\(server.port)/\(database)"
            #expect(try servers.open(address, for: .reading).state() == record.state())
        }
    }
}
