import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaicd` as Prometheus, a browser and its operator meet it.
    @Suite struct ServiceTests {
        static let value = "mosaic_indicator_value{indicator=\"computing_power\",region=\"CN-NX\",unit=\"PFLOPS\"}"
        static let text = "text/plain; version=0.0.4; charset=utf-8"
        static let openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
        static let prometheusAccept =
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
        static let prometheus3Accept =
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"

        /// The service on all shipped figures.
        private func shipped() throws -> (place: Place, service: Service) {
            let place = try Place()
            try place.backfillShippedFigures()
            return (place, try place.start())
        }

        /// The service on one figure.
        private func small() throws -> (place: Place, service: Service) {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            return (place, try place.start())
        }

        @Test func `promtool has nothing to say about the text form`() throws {
            let (_, service) = try shipped()
            let answer = try service.get("/metrics")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == Self.text)
            let done = try Program.named("promtool").run(["check", "metrics"], input: answer.body)
            #expect(done.status == 0)
            #expect(done.text + done.errors == "")
            #expect(answer.text.contains("\nmosaic_target_state{"))
        }

        @Test func `the strict parser takes the OpenMetrics form, with the series of the text form`() throws {
            let (_, service) = try shipped()
            let answer = try service.get("/metrics", headers: ["Accept": Self.prometheusAccept])
            #expect(answer.headers["content-type"] == Self.openMetrics)
            let script = """
                import sys
                from prometheus_client.openmetrics.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(sys.stdin.buffer.read().decode()):
                    for sample in family.samples: print(sample.name, *sorted(sample.labels.items()))
                """
            let python = Program(path: Repository.url(".venv/bin/python").path)
            let parsed = try python.run(["-c", script], input: answer.body)
            #expect(parsed.status == 0, "\(parsed.errors)")
            // A request that was answered meanwhile adds series of its own, and so do a form that is new and the inbox's first look.
            func isOfRequests(_ line: Substring) -> Bool {
                ["mosaic_http_", "mosaic_exposition_size_bytes", "mosaic_intake_"].contains { line.hasPrefix($0) }
            }
            let samples = parsed.text.split(separator: "\n").filter { !isOfRequests($0) }
            let inText = try service.metrics().split(separator: "\n").filter {
                !$0.hasPrefix("#") && !isOfRequests($0)
            }
            #expect(samples.count > 1000)
            #expect(samples.count == inText.count)
            func names(_ lines: [Substring]) -> Set<Substring> {
                Set(lines.map { $0.prefix { $0 != "{" && $0 != " " } })
            }
            #expect(names(samples) == names(inText))
        }

        @Test(
            arguments: [
                (nil, text), ("*/*", text), ("text/html,application/xhtml+xml", text), ("application/json", text),
                ("text/plain;version=0.0.4;q=1,*/*;q=0.1", text), (prometheusAccept, openMetrics),
                (prometheus3Accept, openMetrics + "; escaping=allow-utf-8"),
                (
                    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5",
                    openMetrics
                ),
                ("application/openmetrics-text;version=1.0.0;q=0.1,text/plain;version=0.0.4;q=0.9", text),
                ("application/openmetrics-text;version=0.0.1", text), ("text/plain;version=1.0.0", text),
            ] as [(String?, String)])
        func `the form is the best that the client takes`(accept: String?, type: String) throws {
            let (_, service) = try small()
            let answer = try service.get("/metrics", headers: accept.map { ["Accept": $0] } ?? [:])
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == type)
            #expect(answer.headers["content-length"] == String(answer.body.count))
            #expect(answer.headers["vary"] == "Accept, Accept-Encoding")
            #expect(answer.text.hasSuffix("# EOF\n") == type.hasPrefix("application/"))
        }

        @Test func `gzip is given where it is taken, and unpacks to the same samples`() throws {
            let (_, service) = try shipped()
            for accept in ["*/*", Self.prometheusAccept] {
                let plain = try service.get("/metrics", headers: ["Accept": accept, "Accept-Encoding": "identity"])
                let packed = try service.get("/metrics", headers: ["Accept": accept, "Accept-Encoding": "gzip"])
                #expect(plain.headers["content-encoding"] == nil)
                #expect(packed.headers["content-encoding"] == "gzip")
                #expect(packed.headers["content-length"] == String(packed.body.count))
                #expect(packed.body.count * 4 < plain.body.count)
                let unpacked = try Program.named("gzip").run(["-dc"], input: packed.body)
                #expect(unpacked.status == 0)
                func figures(_ text: String) -> [Substring] {
                    text.split(separator: "\n").filter {
                        $0.hasPrefix("mosaic_indicator") || $0.hasPrefix("mosaic_target")
                    }
                }
                #expect(figures(unpacked.text) == figures(plain.text))
            }
            let refused = try service.get("/metrics", headers: ["Accept-Encoding": "gzip;q=0"])
            #expect(refused.headers["content-encoding"] == nil)
        }

        @Test(arguments: ["/metrics", "/", "/-/healthy", "/-/ready"])
        func `HEAD is GET without a body, other methods are 405`(path: String) throws {
            let (_, service) = try small()
            let whole = try service.get(path)
            let head = try service.get(path, method: "HEAD")
            #expect(whole.status == 200)
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.headers["content-type"] == whole.headers["content-type"])
            #expect(head.headers["content-length"] != nil)
            for method in ["POST", "PUT", "DELETE"] {
                let answer = try service.get(path, method: method)
                #expect(answer.status == 405)
                #expect(answer.headers["allow"] == "GET, HEAD")
                #expect(answer.headers["content-type"] == "application/problem+json")
            }
        }

        @Test func `an unknown path is 404, as a problem document`() throws {
            let (_, service) = try small()
            for path in ["/metric", "/metrics/", "/-/", "/%2e%2e/etc/passwd"] {
                let answer = try service.get(path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.headers["content-type"] == "application/problem+json")
                #expect(try JSON(answer.body)["status"]?.int == 404)
            }
        }

        @Test func `the page links to what else there is`() throws {
            let (_, service) = try small()
            let first = try service.get("/")
            #expect(first.headers["content-type"] == "text/html; charset=utf-8")
            #expect(first.text.contains("href=\"/status\""))
            let page = try service.get("/status")
            for path in ["/metrics", "/-/healthy", "/-/ready"] { #expect(page.text.contains("href=\"\(path)\"")) }
        }

        @Test func `a backfill while the service runs is served without a restart`() throws {
            let (place, service) = try small()
            #expect(try service.sample(Self.value) == 98000)
            let newer = BackfillTests.example.replacing("\"98000\"", with: "101000").replacing("02-03", with: "02-04")
            try place.mosaic("backfill", "-", input: newer)
            #expect(try eventually { try service.sample(Self.value) == 101_000 })
            #expect(try service.sample("mosaic_record_batches") == 2)
            #expect(try service.sample("mosaic_record_vintages") == 2)
            // The API says the same as the command, byte for byte.
            for (query, options) in [
                ("", []), ("?region=CN-NX&state=missed", ["--region", "CN-NX", "--state", "missed"]),
            ] {
                let told = try place.mosaic(["gaps", "--json"] + options).text
                let answer = try service.get("/api/v1/gaps\(query)")
                #expect(answer.status == 200)
                #expect(answer.text == #"{"data":\#(told.dropLast()),"next":null}"# + "\n")
            }
        }

        @Test func `threads that answer go before those that evaluate and take files`() throws {
            let (_, service) = try small()
            _ = try service.get("/api/v1/status")
            let niceness = try service.program.niceness()
            // Swift's own threads are a little more or less nice than the first, where the user may have them so.
            let answering = niceness.filter { $0.key.hasPrefix("NIO-") || $0.key.hasPrefix("request") }.map(\.value)
            let working = try ["evaluation", "inbox"].map { try #require(niceness[$0], "\(niceness)") }
            #expect(try #require(answering.max()) + 5 < #require(working.min()), "\(niceness)")
        }

        @Test func `a backfill while the service is stopped is served from its next start on`() throws {
            let (place, service) = try small()
            #expect(try service.stop())
            try place.mosaic(
                "backfill", "-",
                input: BackfillTests.example.replacing("2025,", with: "2024,").replacing("宁夏", with: "甘肃"))
            let next = try place.start()
            #expect(try next.sample(Self.value.replacing("CN-NX", with: "CN-GS")) == 98000)
            #expect(try next.sample("mosaic_record_batches") == 2)
        }

        @Test func `a service on a record that is not there makes one`() throws {
            let place = try Place()
            let service = try place.start()
            #expect(try service.sample("mosaic_record_batches") == 0)
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            #expect(try eventually { try service.sample(Self.value) == 98000 })
        }

        @Test func `SIGTERM ends the service with status 0, though a client keeps its connection`() throws {
            let (_, service) = try small()
            let held = try HTTP.heldConnection(to: "/metrics", port: service.port)
            defer { close(held) }
            #expect(try service.stop())
            #expect(service.program.status == 0)
            #expect(throws: KitError.self) { try service.get("/metrics") }
        }

        @Test func `--version and --check-config say what they find without serving`() throws {
            let version = try Program.mosaicd.run(["--version"])
            #expect(version.status == 0)
            #expect(try Program.mosaic.run(["--version"]).text == version.text)
            let shipped = try Program.mosaicd.run([
                "--check-config", "--config", Repository.url("Config/mosaicd.yaml").path,
            ])
            #expect(shipped.status == 0, "\(shipped.errors)")
            #expect(shipped.errors == "")
            #expect(try Program.mosaicd.run(["--no-such-option"]).status == 64)
            #expect(try Program.mosaicd.run(["--web.listen-address", "nowhere", "--config", "x"]).status == 64)
        }

        @Test func `--check-config names every fault of every file at once, with status 78`() throws {
            func config(_ name: String) throws -> String {
                try String(decoding: Data(contentsOf: Repository.url("Config/\(name)")), as: UTF8.self)
            }
            let place = try Place(
                catalog: .own(
                    regions: config("regions.csv").replacing("CN-GS,620000", with: "CN-GS,62000"),
                    indicators: config("indicators.yaml").replacing("measure: level", with: "mesure: level"),
                    targets: config("targets.csv").replacing(",computing_power,", with: ",computing_powr,")))
            let settings = try String(decoding: place.folder.read("mosaicd.yaml"), as: UTF8.self)
            try place.folder.write(settings.replacing("web:", with: "wob:"), to: "mosaicd.yaml")
            for arguments in [["--check-config"], []] {
                let done = try Program.mosaicd.run(["--config", place.settings] + arguments)
                #expect(done.status == 78)
                for file in ["mosaicd.yaml", "regions.csv", "indicators.yaml", "targets.csv"] {
                    #expect(
                        done.errors.range(of: "\(file):[0-9]+:[0-9]+: ", options: .regularExpression) != nil,
                        "\(file): \(done.errors)")
                }
                #expect(done.errors.contains("\"web\"?"), "\(done.errors)")
                #expect(done.errors.contains("\"measure\"?"), "\(done.errors)")
                #expect(done.errors.contains("\"computing_power\"?"), "\(done.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: place.record))
            let missing = try Program.mosaicd.run(["--config", place.folder.path("none.yaml")])
            #expect(missing.status == 78)
            #expect(try place.mosaic("export").status == 78)
        }

        @Test func `kill -9 of the service leaves a record that the next one serves`() throws {
            let (place, service) = try small()
            service.program.kill()
            let next = try place.start()
            #expect(try next.sample(Self.value) == 98000)
        }
    }
}
