import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The built `mosaic` sends files to the built `mosaicd`, by TLS and a token that systemd hands over.
    @Suite struct PushTests {
        /// A service, and a machine beside it that has nothing but files and a token.
        private final class Wire {
            let place: Place
            let service: Service

            init() throws {
                place = try Place()
                for name in ["authority.pem", "other-authority.pem", "server.pem", "server.key"] {
                    try FileManager.default.copyItem(
                        atPath: Repository.url("Tests/Cases/web/pem/\(name)").path, toPath: place.folder.path(name))
                }
                let token = try place.takeToken(of: "bureau")
                try place.folder.write(token + "\n", to: "token")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: place.folder.path("token"))
                // The tokens as a credential of the service.
                let settings = String(decoding: try place.folder.read("mosaicd.yaml"), as: UTF8.self)
                try place.folder.write(
                    settings.replacing("tokens: tokens.yaml", with: "tokens: \"credential:tokens.yaml\""),
                    to: "mosaicd.yaml")
                let web = try place.folder.write(
                    "tls_server_config: { cert_file: server.pem, key_file: server.key }\n", to: "web.yml")
                service = try Service(
                    at: place, ["--web.config.file", web],
                    environment: ["CREDENTIALS_DIRECTORY": place.folder.url.path])
                guard try eventually({ [service] in service.program.errors.contains("evaluated") }) else {
                    throw KitError("mosaicd is not ready: \(service.program.errors)")
                }
            }

            /// The options that lead to the service, or to what stands before it.
            func way(port: Int? = nil) -> [String] {
                [
                    "--server", "https://localhost:\(port ?? place.port)", "--token-file", "token", "--ca-file",
                    "authority.pem",
                ]
            }

            /// Runs `mosaic` without settings, as on a machine that has none.
            func mosaic(_ arguments: [String], input: String = "") throws -> Finished {
                try place.mosaic(
                    arguments, input: Data(input.utf8), environment: ["MOSAIC_CONFIG": "/nonexistent/mosaicd.yaml"])
            }

            var batches: [JSON] { get throws { try JSON(Data(place.output("batches", "--json").utf8)).elements } }
        }

        private static let head = "indicator,region,period,value,unit,source,source_date\n"

        /// What is typed, one after the other: here and with a server the same must come of it.
        private static let typed: [[String]] = [
            ["backfill", "good.csv"], ["backfill", "good.csv"], ["backfill", "good.csv", "--json"],
            ["backfill", "bad.csv"], ["backfill", "bad.csv", "--json"], ["backfill", "none.csv", "later.csv"],
            ["backfill", "none.csv", "--json"], ["backfill", "revised.csv"],
            ["backfill", "revised.csv", "--dry-run", "--allow", "revision"],
            ["backfill", "revised.csv", "--allow", "revision", "--json"], ["backfill", "empty.csv"],
            ["backfill", "bare.csv", "--set", "unit=PFLOPS", "--published", "2026-02-03"],
            ["backfill", "table.xlsx", "--sheet", "none"], ["backfill", "bare.csv", "--format", "cvs"],
            ["backfill", "--retract", "later.csv"], ["batches", "undo", "1", "--dry-run"],
            ["batches", "undo", "1", "--dry-run", "--json"], ["batches", "undo", "1"], ["batches", "undo", "1"],
            ["batches", "undo", "1", "--json"],
        ]

        @Test func `what is typed comes to the same on this machine and by a service`() throws {
            let wire = try Wire()
            let here = try Place()
            for place in [wire.place, here] {
                let row = "computing_power,CN-NX"
                try place.folder.write(Self.head + "\(row),2025,98000,PFLOPS,bureau,2026-02-03\n", to: "good.csv")
                try place.folder.write(
                    Self.head + "\(row),2025,x,PFLOPS,b,2026-02-03\nwind,CN-XX,2025,1,PFLOP,b,2026-02-03\n",
                    to: "bad.csv")
                try place.folder.write(Self.head + "\(row),2024,90000,PFLOPS,bureau,2025-02-03\n", to: "later.csv")
                try place.folder.write(Self.head + "\(row),2025,9000,PFLOPS,bureau,2026-03-03\n", to: "revised.csv")
                try place.folder.write("", to: "empty.csv")
                try place.folder.write("indicator,region,period,value\n\(row),2023,80000\n", to: "bare.csv")
                try place.folder.write("no workbook", to: "table.xlsx")
            }
            for arguments in Self.typed {
                let wanted = try here.mosaic(arguments)
                let found = try wire.mosaic(arguments + wire.way())
                #expect(found.status == wanted.status, "\(arguments): \(found.errors)")
                #expect(found.text == wanted.text, "\(arguments)")
                #expect(found.errors == wanted.errors, "\(arguments)")
            }
            #expect(try wire.batches.allSatisfy { $0["recorded_by"]?.string == "bureau" })
            #expect(
                try wire.batches.map { $0["sha256"] }
                    == JSON(Data(here.output("batches", "--json").utf8)).elements.map { $0["sha256"] })
            #expect(try wire.place.output("export") == here.output("export"))

            let piped = try wire.mosaic(
                ["backfill", "-"] + wire.way(), input: Self.head + "computing_power,CN-NX,2022,7,EFLOPS,b,2023-01-01\n")
            #expect(piped.status == 0 && piped.text.hasSuffix(": -: 1 row: 1 new\n"), "\(piped.errors)")
            #expect(try wire.mosaic(["batches", "undo", "99"] + wire.way()).status == 66)
            #expect(try wire.service.stop())
        }

        @Test func `on a terminal a great revision is asked about by a service as on this machine`() throws {
            let wire = try Wire()
            let here = try Place()
            for place in [wire.place, here] {
                let row = "computing_power,CN-NX,2025"
                for (file, rows) in [
                    ("first.csv", "\(row),98000,PFLOPS,bureau,2026-02-03\n"),
                    ("great.csv", "\(row),9000,PFLOPS,bureau,2026-03-03\n"),
                    (
                        "wrong.csv",
                        "\(row),90,PFLOPS,bureau,2026-04-03\ncomputing_power,CN-XX,2025,1,PFLOPS,bureau,2026-04-03\n"
                    ),
                ] { try place.folder.write(Self.head + rows, to: file) }
                #expect(try place.mosaic("backfill", "first.csv").status == 0)
            }
            // Whether it is asked at all, and with what the command ends.
            for (more, answer, status) in [
                (["great.csv"], "n\n", Int32(65)), (["great.csv", "--dry-run"], "y\n", 65),
                (["great.csv", "--json"], "y\n", 65), (["great.csv"], "y\n", 0), (["wrong.csv"], "y\n", 65),
            ] {
                let wanted = try here.onTerminal(["backfill"] + more, typing: answer)
                let found = try wire.place.onTerminal(["backfill"] + more + wire.way(), typing: answer)
                #expect(wanted.status == status, "\(more): \(wanted.text)")
                #expect(found.status == status && found.text == wanted.text, "\(more): \(found.text)")
            }
            #expect(try wire.batches.map { $0["file"]?.string } == ["first.csv", "great.csv"])
            #expect(try wire.place.output("export") == here.output("export"))
            #expect(try wire.service.stop())
        }

        @Test(arguments: [
            WireProxy.Harm.cutBody(after: 100_000), .loseAnswer(after: 400_000),
        ])
        func `a file whose connection breaks is recorded once, and that is said`(harm: WireProxy.Harm) throws {
            let wire = try Wire()
            try wire.place.folder.write(
                Self.head
                    + (0..<6000).map {
                        "computing_power,CN-NX,\($0 % 500 + 1500),\($0 % 500),PFLOPS,bureau of statistics,\(2010 + $0 / 500)-02-03\n"
                    }.joined(),
                to: "figures.csv")
            let proxy = try WireProxy(to: wire.place.port, harm)
            let sent = try wire.mosaic(["backfill", "figures.csv"] + wire.way(port: proxy.port))
            #expect(sent.status == 0, "\(sent.errors)")
            #expect(proxy.isHarmed)
            switch harm {
            case .cutBody: #expect(sent.text.hasPrefix("batch 1: figures.csv: 6000 rows"))
            case .loseAnswer: #expect(sent.text == "figures.csv: already recorded as batch 1\n")
            }
            #expect(try wire.batches.count == 1)
            #expect(try wire.service.stop())
        }

        @Test func `who may not is told so, and no token is shown`() throws {
            let wire = try Wire()
            let folder = wire.place.folder
            try folder.write(Self.head + "computing_power,CN-NX,2025,98000,PFLOPS,bureau,2026-02-03\n", to: "good.csv")
            try folder.write("mosaic-wrong\n", to: "wrong")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("wrong"))
            try folder.write("mosaic-open\n", to: "open")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path("open"))
            let service = "https://localhost:\(wire.place.port)"
            let cases: [(options: [String], status: Int32, words: String)] = [
                (["--server", service, "--token-file", "wrong", "--ca-file", "authority.pem"], 77, "status 401"),
                (["--server", service, "--token-file", "open", "--ca-file", "authority.pem"], 77, "every user"),
                (["--server", service, "--token-file", "none", "--ca-file", "authority.pem"], 66, "none"),
                (["--server", service, "--token-file", "token"], 69, "certificate is not trusted"),
                (
                    ["--server", service, "--token-file", "token", "--ca-file", "other-authority.pem"], 69,
                    "certificate is not trusted"
                ),
                (["--server", "http://mosaic.example", "--token-file", "token"], 64, "expected https://"),
                (["--server", service], 64, "--token-file"),
                (["--token-file", "token"], 64, "--server"),
                (["--server", service, "--token-file", "token", "--database", "x.db"], 64, "--database"),
                (["--server", service, "--token-file", "token", "--together"], 64, "--together"),
                (
                    ["--server", "\(service)/nothing", "--token-file", "token", "--ca-file", "authority.pem"], 66,
                    "status 404"
                ),
            ]
            for (options, status, words) in cases {
                let done = try wire.mosaic(["backfill", "good.csv"] + options)
                #expect(done.status == status, "\(options): \(done.errors)")
                #expect(done.errors.contains(words), "\(options): \(done.errors)")
                let token = String(decoding: try folder.read("token"), as: UTF8.self).trimmingCharacters(in: .newlines)
                #expect(!done.errors.contains(token) && !done.errors.contains("mosaic-wrong"))
            }
            #expect(try wire.batches.isEmpty)
            #expect(!wire.service.program.errors.contains("mosaic-"))
            // As the README has it.
            let curl = try Program.named("sh").run(
                [
                    "-c",
                    "curl -sS --cacert authority.pem -H \"Authorization: Bearer $(cat token)\" --data-binary @good.csv "
                        + "\(service)/api/v1/batches",
                ], directory: folder.url)
            #expect(try curl.json["batch"]?.int == 1)
            #expect(try wire.service.stop())
        }
    }
}
