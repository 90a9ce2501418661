import Foundation
import MosaicTestKit
import Synchronization
import Testing

extension SystemTests {
    /// The built `mosaic` fetches what a server publishes, and the built `mosaicd` records it.
    @Suite struct FetchTests {
        private static let figures =
            "indicator,region,period,value,unit,source_date\ncomputing_power,CN-NX,2025,98000,PFLOPS,2026-02-03\n"

        private static func source(_ text: String, in place: Place) throws {
            let folder = place.folder.path("fetch")
            if !FileManager.default.fileExists(atPath: folder) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            }
            try place.folder.write(text, to: "fetch/bureau.yaml")
        }

        @Test func `what is fetched is recorded by the source's name, once, and what is no data is not`() throws {
            let server = try ScriptedServer { request, number in
                switch number {
                case 0: .answer(200, ["ETag: \"1\""], Self.figures)
                case 1: request.fields["if-none-match"] == "\"1\"" ? .answer(304, "") : .answer(500, "")
                default: .answer(200, "<html><body>Moved</body></html>")
                }
            }
            let place = try Place()
            try Self.source("address: \(server.address)/figures.csv\nsecret_headers: headers\n", in: place)
            try place.folder.write("Authorization: Bearer hidden\n", to: "fetch/headers")
            #expect(try place.mosaic("fetch", "bureau").status == 77)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: place.folder.path("fetch/headers"))
            let service = try place.start()
            let first = try place.mosaic("fetch", "bureau")
            #expect(first.status == 0 && first.text.contains("waits as bureau-"), "\(first.errors)")
            #expect(try eventually { try service.sample(ServiceTests.value) == 98_000 })
            #expect(try place.output("fetch", "bureau") == "bureau: has not changed\n")
            let page = try place.mosaic("fetch", "bureau")
            #expect(page.status == 65 && page.errors.contains("a page for people") && !page.errors.contains("hidden"))
            let batches = try JSON(Data(place.output("batches", "--json").utf8)).elements
            #expect(batches.map { $0["recorded_by"]?.string } == ["bureau"])
            #expect(server.requests.allSatisfy { $0.fields["authorization"] == "Bearer hidden" })
            let unknown = try place.mosaic("fetch", "burau")
            #expect(unknown.status == 78 && unknown.errors.contains("bureau"), "\(unknown.errors)")
            #expect(try service.stop())
        }

        /// A shipped example, and the figures of Tests/Cases/fetch that it records: year, value, status; none is missing there.
        struct Example: Sendable {
            let name: String
            let answer: String
            let figures: [String]
        }

        private static let examples = [
            Example(
                name: "eurostat", answer: "eurostat.tsv",
                figures: ["2019 2.24 A", "2020 2.41 B", "2021 2.43 A", "2022 - O", "2023 2.58 P"]),
            Example(
                name: "our-world-in-data", answer: "our-world-in-data.csv",
                figures: ["2019 2.24463 A", "2020 2.40666 A", "2021 2.43256 A"]),
            Example(
                name: "sdmx-2.1", answer: "sdmx-2.1.csv",
                figures: ["2020 2.42 B", "2021 2.43 A", "2022 2.51 A", "2023 2.59 P", "2024 - M"]),
            Example(
                name: "sdmx-3", answer: "sdmx-3.csv",
                figures: ["2020 2.41 B", "2021 2.44 A", "2022 2.52 A", "2023 2.58 P", "2024 - M"]),
            Example(
                name: "world-bank", answer: "world-bank.json",
                figures: ["2021 2.4326 A", "2022 2.5547 A", "2023 2.5783 A"]),
        ]

        @Test func `each shipped example takes what its service answers, and its figures are recorded`() throws {
            let shipped = Repository.url("Config/examples/fetch")
            let files = try FileManager.default.contentsOfDirectory(atPath: shipped.path).filter {
                $0.hasSuffix(".yaml")
            }
            #expect(files.sorted() == Self.examples.map { "\($0.name).yaml" })
            // A server that knows the addresses, and answers with nothing but what is asked for there.
            let answers = Mutex<[String: String]>([:])
            let server = try ScriptedServer { request, _ in
                guard let body = answers.withLock({ $0[request.target] }) else { return .answer(404, "") }
                return .answer(200, body)
            }
            let place = try Place(
                catalog: .own(
                    regions: Repository.text("Config/regions.csv"),
                    indicators: Repository.text("Config/indicators.yaml"),
                    targets: Repository.text("Config/targets.csv")))
            for folder in ["fetch", "mappings"] {
                try FileManager.default.createDirectory(
                    atPath: place.folder.path(folder), withIntermediateDirectories: false)
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: shipped.path + "/mappings") {
                try place.folder.write(
                    Repository.text("Config/examples/fetch/mappings/\(name)"), to: "mappings/\(name)")
            }
            for example in Self.examples {
                let text = try Repository.text("Config/examples/fetch/\(example.name).yaml")
                let address = try #require(text.firstMatch(of: /(?m)^address: (https:\/\/[^\/]+)(\S+)$/))
                let body = try Repository.text("Tests/Cases/fetch/\(example.answer)")
                answers.withLock { $0[String(address.2)] = body }
                try place.folder.write(
                    text.replacing(String(address.1), with: server.address), to: "fetch/\(example.name).yaml")
            }
            let service = try place.start()
            for (number, example) in Self.examples.enumerated() {
                let fetched = try place.mosaic("fetch", example.name)
                #expect(fetched.status == 0, "\(example.name): \(fetched.errors)")
                let isRecorded = try eventually {
                    try JSON(Data(place.output("batches", "--json").utf8)).elements.count == number + 1
                }
                let waiting = try place.output("inbox")
                #expect(isRecorded, "\(example.name): \(waiting)")
                let statements = try JSON(
                    service.get("/api/v1/statements?indicator=rd_intensity&region=CN&limit=1000").body)
                let stated = (statements["data"]?.elements ?? []).filter { $0["batch"]?.int == number + 1 }.map { row in
                    let parts = [
                        row["period"]?.int.map { "\($0)" }, row["value"]?.number.map { "\($0)" }, row["status"]?.string,
                    ]
                    return parts.map { $0 ?? "-" }.joined(separator: " ")
                }
                #expect(stated == example.figures, "\(example.name)")
            }
            let accepted = server.requests.map { $0.fields["accept"] }
            #expect(
                accepted == [
                    nil, nil, "application/vnd.sdmx.data+csv;version=1.0.0",
                    "application/vnd.sdmx.data+csv;version=2.0.0", nil,
                ])
            #expect(try service.stop())
        }

        @Test func `another Mosaic is a source, if its certificate can be trusted`() throws {
            let other = try Place()
            for name in ["server.pem", "server.key"] {
                try FileManager.default.copyItem(
                    atPath: Repository.url("Tests/Cases/web/pem/\(name)").path, toPath: other.folder.path(name))
            }
            let web = try other.folder.write(
                "tls_server_config: { cert_file: server.pem, key_file: server.key }\n", to: "web.yml")
            try other.folder.write(Self.figures, to: "figures.csv")
            #expect(try other.mosaic("backfill", "figures.csv").status == 0)
            let service = try Service(at: other, ["--web.config.file", web])
            guard try eventually({ service.program.errors.contains("evaluated") }) else {
                throw KitError("mosaicd is not ready: \(service.program.errors)")
            }
            let place = try Place()
            let pem = Repository.url("Tests/Cases/web/pem").path
            let address = "address: https://localhost:\(other.port)/api/v1/observations.csv\n"
            for authority in ["", "ca_file: \(pem)/other-authority.pem\n"] {
                try Self.source(address + authority, in: place)
                let refused = try place.mosaic("fetch", "bureau")
                #expect(
                    refused.status == 69 && refused.errors.contains("certificate is not trusted"), "\(refused.errors)")
            }
            try Self.source(address + "ca_file: \(pem)/authority.pem\n", in: place)
            let fetched = try place.mosaic("fetch", "bureau")
            #expect(fetched.status == 0 && fetched.text.contains("waits as bureau-"), "\(fetched.errors)")
            #expect(try place.output("inbox").contains("bureau-"))
            #expect(try service.stop())
        }
    }
}
