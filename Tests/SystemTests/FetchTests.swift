import Foundation
import MosaicTestKit
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
