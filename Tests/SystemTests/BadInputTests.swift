import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What inputs of every kind get. The cases are Tests/Cases/exchange/NAME.{bad,good}.csv with NAME….expected beside
    /// them: for a bad one what standard error says and the exit status, for a good one what is exported after it.
    /// `MOSAIC_RECORD_EXPECTED=1` writes them anew. `{tomorrow}`, `{today}` and `{next_year}` stand for the clock's.
    @Suite struct BadInputTests {
        static let folder = "Tests/Cases/exchange"
        static let cases = (try? Repository.files(in: folder, ending: ".csv").map(\.lastPathComponent)) ?? []

        /// Replaces stand-ins, in bytes that may be no text.
        private func filled(_ bytes: Data) -> Data {
            var bytes = bytes
            for (name, value) in [("{tomorrow}", Today.date(plus: 1)), ("{next_year}", "\(Today.year + 1)")] {
                while let place = bytes.range(of: Data(name.utf8)) {
                    bytes.replaceSubrange(place, with: Data(value.utf8))
                }
            }
            return bytes
        }

        /// Puts the stand-ins back.
        private func timeless(_ text: String) -> String {
            text.replacing(Today.date(plus: 1), with: "{tomorrow}").replacing(Today.date(), with: "{today}")
                .replacing("\(Today.year + 1)", with: "{next_year}")
        }

        /// A place with one batch recorded, and the case's file in it.
        private func place(for name: String) throws -> Place {
            let place = try Place()
            if name.contains(".bad.") { try place.mosaic("backfill", "-", input: BackfillTests.example) }
            try place.folder.write(filled(Data(contentsOf: Repository.url("\(Self.folder)/\(name)"))), to: name)
            return place
        }

        private func compare(_ found: String, with name: String) throws {
            let file = Repository.url("\(Self.folder)/\(name.replacing(".csv", with: ".expected"))")
            if ProcessInfo.processInfo.environment["MOSAIC_RECORD_EXPECTED"] != nil {
                try Data(found.utf8).write(to: file)
            }
            #expect(try found == String(decoding: Data(contentsOf: file), as: UTF8.self), "\(name)")
        }

        @Test func `there are cases of both kinds`() {
            #expect(Self.cases.filter { $0.hasSuffix(".bad.csv") }.count >= 35)
            #expect(Self.cases.filter { $0.hasSuffix(".good.csv") }.count >= 9)
        }

        @Test(arguments: cases.filter { $0.hasSuffix(".bad.csv") })
        func `a bad file gets a line for each fault, its status, and nothing recorded`(name: String) throws {
            let place = try place(for: name)
            let before = try place.recorded()
            let done = try place.mosaic("backfill", name)
            try compare(timeless(done.errors) + "exit \(done.status)\n", with: name)
            #expect(done.status == 65)
            #expect(done.text == "")
            #expect(done.errors.split(separator: "\n").allSatisfy { $0.hasPrefix(name + ":") })

            let byInput = try place.mosaic(["backfill", "-"], input: place.folder.read(name))
            #expect(byInput.status == 65)
            #expect(byInput.errors == done.errors.replacing("\(name):", with: "-:"))

            let report = try place.mosaic("backfill", name, "--json")
            #expect(report.status == 65)
            let totals = try report.json["totals"]?.members.values.compactMap(\.int).reduce(0, +)
            let listed = try report.json["errors"]?.elements.count
            #expect(try #require(totals) >= #require(listed))
            #expect(listed ?? 0 > 0)
            #expect(try place.recorded() == before)
        }

        @Test(arguments: cases.filter { $0.hasSuffix(".good.csv") })
        func `a file that is only unusual is recorded`(name: String) throws {
            let place = try place(for: name)
            let done = try place.mosaic("backfill", name)
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.errors == "")
            try compare(timeless(place.output("export")), with: name)
        }

        @Test(arguments: [["--encoding", "gb18030"], []])
        func `a file in GB18030 is recorded, with a warning where it is not said`(options: [String]) throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let names = [[0xC4, 0xFE, 0xCF, 0xC4], [0xB8, 0xCA, 0xCB, 0xE0]] as [[UInt8]]
            let rows = names.map { Array("computing_power,".utf8) + $0 + Array(",2024,1,PFLOPS\n".utf8) }
            let header = Array("indicator,region,period,value,unit\n".utf8)
            try place.folder.write(Data(header + rows.flatMap(\.self)), to: "figures.csv")
            let done = try place.mosaic(["backfill", "figures.csv"] + options)
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.errors.contains("read as GB18030") == options.isEmpty)
            #expect(try csvRows(place.output("export")).map { $0["region"] } == ["CN-GS", "CN-NX", "CN-NX"])
        }

        @Test func `a directory, a missing and an unreadable file have status 66 and a line each`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let before = try place.recorded()
            try FileManager.default.createDirectory(
                at: place.folder.url.appendingPathComponent("folder"), withIntermediateDirectories: false)
            for name in ["folder", "vanished.csv", "mosaicd.yaml/inside.csv"] {
                let done = try place.mosaic("backfill", name)
                #expect(done.status == 66, "\(name)")
                #expect(done.errors.hasPrefix("\(name): "), "\(done.errors)")
                #expect(done.errors.filter { $0 == "\n" }.count == 1, "\(done.errors)")
            }
            #expect(try place.recorded() == before)
        }

        @Test func `a database that is none has status 74 and stays as it is`() throws {
            let place = try Place()
            for bytes in [Data("this is a letter, not a database\n".utf8), Data(repeating: 7, count: 8192)] {
                try place.folder.write(bytes, to: "mosaic.db")
                for arguments in [["backfill", "-"], ["export"], ["gaps"]] {
                    let done = try place.mosaic(arguments, input: Data(BackfillTests.example.utf8))
                    #expect(done.status == 74, "\(arguments): \(done.errors)")
                    #expect(done.errors.contains("mosaic.db: "))
                    #expect(done.errors.filter { $0 == "\n" }.count == 1, "\(done.errors)")
                }
                let service = try Service(at: place)
                #expect(try service.program.waits(forEnd: .seconds(10)))
                #expect(service.program.status == 74)
                #expect(try place.folder.read("mosaic.db") == bytes)
            }
        }

        @Test func `a database of another program has status 74 and stays as it is`() throws {
            let place = try Place()
            let script =
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table t (a)'); c.commit()"
            #expect(try Program.named("python3").run(["-c", script, place.record]).status == 0)
            let bytes = try place.folder.read("mosaic.db")
            #expect(try place.mosaic("backfill", "-", input: BackfillTests.example).status == 74)
            #expect(try place.folder.read("mosaic.db") == bytes)
        }

        @Test func `a record of a newer schema has status 78 and stays as it is`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let before = try place.recorded()
            func setVersion(_ change: String) throws -> Int {
                let script = """
                    import sqlite3, sys
                    c = sqlite3.connect(sys.argv[1]); v = c.execute('pragma user_version').fetchone()[0] \(change)
                    c.execute(f'pragma user_version = {v}'); c.commit(); c.execute('pragma wal_checkpoint(truncate)'); print(v)
                    """
                let done = try Program.named("python3").run(["-c", script, place.record])
                return try #require(Int(done.text.trimmingCharacters(in: .whitespacesAndNewlines)), "\(done.errors)")
            }
            #expect(try setVersion("+ 1000") > 1000)
            for arguments in [["backfill", "-"], ["export"]] {
                let done = try place.mosaic(arguments, input: Data(BackfillTests.example.utf8))
                #expect(done.status == 78, "\(done.errors)")
                #expect(done.errors.contains("newer"))
            }
            let service = try Service(at: place)
            #expect(try service.program.waits(forEnd: .seconds(10)))
            #expect(service.program.status == 78)
            _ = try setVersion("- 1000")
            #expect(try place.recorded() == before)
        }

        @Test func `a port in use has status 69, and the other service goes on`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let service = try place.start()
            let other = try Place()
            try other.mosaic("backfill", "-", input: BackfillTests.example)
            let second = try Service(at: other, ["--web.listen-address", "127.0.0.1:\(place.port)"])
            #expect(try second.program.waits(forEnd: .seconds(10)))
            #expect(second.program.status == 69)
            #expect(second.program.errors.contains("127.0.0.1:\(place.port)"), "\(second.program.errors)")
            #expect(try service.get("/metrics").status == 200)
        }

        @Test func `a second service on a record has status 75, and the first goes on`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let service = try place.start()
            let second = try Service(at: place, ["--web.listen-address", "127.0.0.1:\(HTTP.freePort())"])
            #expect(try second.program.waits(forEnd: .seconds(10)))
            #expect(second.program.status == 75)
            #expect(second.program.errors.contains("mosaic.db"), "\(second.program.errors)")
            #expect(try service.get("/metrics").status == 200)
            #expect(
                try place.mosaic("backfill", "-", input: BackfillTests.example.replacing("2025,", with: "2024,")).status
                    == 0)
        }

        @Test func `bad input while the service runs changes nothing that it serves`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let service = try place.start()
            let value = "mosaic_indicator_value{indicator=\"computing_power\",region=\"CN-NX\",unit=\"PFLOPS\"}"
            #expect(try service.sample(value) == 98000)
            for name in Self.cases where name.hasSuffix(".bad.csv") {
                try place.folder.write(filled(Data(contentsOf: Repository.url("\(Self.folder)/\(name)"))), to: name)
            }
            let names = Self.cases.filter { $0.hasSuffix(".bad.csv") }
            #expect(try place.mosaic(["backfill"] + names).status == 65)
            #expect(try service.sample(value) == 98000)
            #expect(try service.sample("mosaic_record_batches") == 1)
            #expect(service.program.isRunning)
        }

        @Test(.enabled(if: getuid() == 0, "SKIPPED: needs root, to become another user"))
        func `what a user may not write has status 73 or 77, and the record stays as it is`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let before = try place.recorded()
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.folder.url.path)
            func asNobody(_ arguments: [String], database: String) throws -> Finished {
                try Program.named("setpriv").run(
                    ["--reuid=65534", "--regid=65534", "--clear-groups", Program.mosaic.path] + arguments,
                    input: Data(BackfillTests.example.replacing("2025,", with: "2024,").utf8),
                    environment: ["MOSAIC_CONFIG": place.settings, "MOSAIC_DATABASE": database, "HOME": "/nonexistent"])
            }
            let others = try asNobody(["backfill", "-"], database: place.record)
            #expect(others.status == 77, "\(others.errors)")
            #expect(others.errors.contains("sudo -u root mosaic"), "\(others.errors)")

            let own = place.folder.url.appendingPathComponent("own")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: false)
            try FileManager.default.setAttributes(
                [.ownerAccountID: 65534, .posixPermissions: 0o555], ofItemAtPath: own.path)
            let readOnly = try asNobody(["backfill", "-"], database: own.path + "/mosaic.db")
            #expect(readOnly.status == 73, "\(readOnly.errors)")
            #expect(readOnly.errors.filter { $0 == "\n" }.count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: own.path) == [])
            #expect(try place.recorded() == before)
        }
    }
}
