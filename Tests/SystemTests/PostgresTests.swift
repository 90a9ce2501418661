import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The built programs with a record on a PostgreSQL server.
    @Suite struct PostgresTests {
        @Test func `two services serve one record, lose its server, and take it up again`() throws {
            let server = try PostgresServer.shared.get()
            let database = try server.makeDatabase()
            let url = Self.guarded(server.address(of: database))
            let places = [try Place(), try Place()]
            for place in places {
                try place.folder.write(
                    String(contentsOfFile: place.settings, encoding: .utf8)
                        .replacing("path: mosaic.db", with: "url: \"\(url)\""), to: "mosaicd.yaml")
            }
            let done = try places[0].mosaic("backfill", "-", input: BackfillTests.example)
            #expect(done.status == 0, "\(done.errors)")
            let told = try places[0].mosaic("status")
            #expect(told.text.contains("\nserver: primary; standbys: none; a batch may be lost with this server: "))
            let services = try places.map { try $0.start() }
            for service in services { #expect(try service.sample(ServiceTests.value) == 98000) }

            try server.psql(
                """
                ALTER DATABASE \(database) ALLOW_CONNECTIONS false;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database)';
                """)
            for service in services {
                #expect(try eventually { try service.sample("mosaic_record_readable") == 0 })
                #expect(try service.sample(ServiceTests.value) == 98000)
            }
            #expect(try places[1].mosaic("status").status == 69)
            try server.psql("ALTER DATABASE \(database) ALLOW_CONNECTIONS true")
            for service in services { #expect(try eventually { try service.sample("mosaic_record_readable") == 1 }) }

            let next = BackfillTests.example.replacing("2025,", with: "2024,").replacing("宁夏", with: "甘肃")
            #expect(try places[1].mosaic("backfill", "-", input: next).status == 0)
            for service in services {
                #expect(try eventually { try service.sample("mosaic_record_batches") == 2 })
                #expect(!service.program.errors.contains("hunter2"), "\(service.program.errors)")
            }
        }

        @Test func `a service waits for a server that starts after it, and answers that it does`() throws {
            let port = try PostgresServer.freePort()
            let place = try Place()
            let url = "postgresql://mosaic@127.0.0.1:\(port)/postgres"
            let service = try Service(at: place, ["--database", url])
            #expect(try eventually { service.program.errors.contains("waiting for the record") })
            #expect(try eventually { (try? service.get("/-/healthy").status) == 200 })
            for path in ["/-/ready", "/metrics", "/api/v1/status"] {
                let answer = try service.get(path)
                #expect(answer.status == 503)
                #expect(answer.text.contains("waiting for the server with the record"), "\(answer.text)")
                #expect(!answer.text.contains("\(port)"), "\(answer.text)")
            }
            #expect(service.program.isRunning)
            _ = try PostgresServer(on: port)
            try service.waitUntilReady()
            #expect(try place.mosaic("backfill", "-", "--database", url, input: BackfillTests.example).status == 0)
            #expect(try eventually { try service.sample(ServiceTests.value) == 98000 })
        }

        @Test func `a service whose record is on a server that is too old ends, and says which is needed`() throws {
            let old = try OldServer()
            defer { old.stop() }
            let url = "postgresql://mosaic:hunter2@127.0.0.1:\(old.port)/mosaic"
            let service = try Service(at: try Place(), ["--database", url])
            #expect(try service.program.waits(forEnd: patience))
            #expect(service.program.status == 66)
            let errors = service.program.errors
            #expect(errors.contains("it is on PostgreSQL 13; 14 or newer is needed"), "\(errors)")
            #expect(!errors.contains("hunter2") && !errors.contains("waiting for the record"), "\(errors)")
        }

        @Test func `no command shows the password of an address`() throws {
            let server = try PostgresServer.shared.get()
            let url = Self.guarded(server.address(of: try server.makeDatabase()))
            let place = try Place()
            let commands: [[String]] = [
                ["status"], ["backfill", "--dry-run", "-"], ["backfill", "-"], ["status"], ["status", "--json"],
                ["doctor"],
                ["catalog", "check"], ["batches", "--json"], ["backup", "copy.db"], ["restore", "copy.db"],
            ]
            for command in commands {
                let done = try place.mosaic(
                    command, input: Data(BackfillTests.example.utf8), environment: ["MOSAIC_DATABASE": url])
                #expect(!(done.text + done.errors).contains("hunter2"), "\(command): \(done.text) \(done.errors)")
                if command == ["doctor"] { #expect(done.status == 0, "\(done.errors)") }
            }
        }

        @Test(arguments: [
            ("postgresql://mosaic:hunter2@127.0.0.1:1/mosaic", 69), ("postgresql://mosaic:hunter2/x@host/db", 66),
            ("DATABASE/no_such_database", 66), ("DATABASE/postgres", 66), ("GUARDED", 77),
            ("postgresql://mosaic:hunter2@host/db?target_session_attrs=best", 66),
            ("postgresql://mosaic:hunter2@127.0.0.1:99999/mosaic", 66), ("DATABASE/postgres?sslmode=best", 66),
            ("postgresql://mosaic:hunter2@127.0.0.1:1,127.0.0.1:99999/mosaic", 66),
            ("DATABASE/postgres?sslmode=require", 69), ("OLD", 66), ("STANDBY", 73), ("FOREIGN", 74),
        ])
        func `a record on a server that can't be opened has the exit status of its cause`(
            url: String, status: Int32
        ) throws {
            let server = try PostgresServer.shared.get()
            try server.psql(
                "DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'correct horse'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
            let host = "postgresql://mosaic:hunter2@127.0.0.1:\(server.port)"
            let old = try OldServer()
            defer { old.stop() }
            var address = url.replacing("DATABASE", with: host)
                .replacing("GUARDED", with: "postgresql://guarded:hunter2@127.0.0.1:\(server.port)/postgres")
                .replacing("OLD", with: "postgresql://mosaic:hunter2@127.0.0.1:\(old.port)/mosaic")
            if url == "STANDBY" {
                address = Self.guarded(try PostgresServer.pair.get().standby.address(of: "postgres"))
            }
            if url == "FOREIGN" {
                let database = try server.makeDatabase()
                try server.psql("CREATE SCHEMA mosaic; CREATE TABLE mosaic.record (id integer)", in: database)
                address = "\(host)/\(database)"
            }
            let done = try Place().mosaic("export", "--database", address)
            #expect(done.status == status, "\(done.errors)")
            #expect(!done.errors.contains("hunter2"), "\(done.errors)")
            #expect(done.errors.split(separator: "\n").count == 1, "\(done.errors)")
        }

        /// An address with a password that the server does not ask for.
        private static func guarded(_ address: String) -> String {
            address.replacing("//mosaic@", with: "//mosaic:hunter2@")
        }
    }
}
