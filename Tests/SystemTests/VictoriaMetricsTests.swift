import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A real VictoriaMetrics, which asks for the text format, beside a real Prometheus, which asks for OpenMetrics.
    @Suite struct VictoriaMetricsTests {
        /// VictoriaMetrics, running, with data of its own.
        final class VictoriaMetrics {
            private let program: RunningProgram
            let port: Int

            convenience init(scraping service: Service) throws {
                try self.init(
                    config: """
                        global: { scrape_interval: 1s }
                        scrape_configs:
                          - job_name: mosaic
                            honor_labels: true
                            static_configs: [{ targets: ["127.0.0.1:\(service.port)"] }]

                        """)
            }

            /// - Parameters:
            ///   - config: what it scrapes.
            ///   - options: of its command line, as well.
            init(config text: String, _ options: [String] = []) throws {
                port = try HTTP.freePort()
                let folder = try TemporaryFolder()
                let config = try folder.write(text, to: "scrape.yml")
                program = try RunningProgram(
                    .named("victoria-metrics"),
                    [
                        "-promscrape.config=\(config)", "-storageDataPath=\(folder.path("data"))",
                        "-httpListenAddr=127.0.0.1:\(port)", "-search.latencyOffset=0s", "-memory.allowedBytes=128MB",
                    ] + options, directory: folder.url, logs: folder)
                let isReady = try eventually { [port] in (try? HTTP.request("/health", port: port).status) == 200 }
                guard isReady else { throw KitError("VictoriaMetrics is not ready: \(program.errors)") }
            }
        }

        private static let selector =
            "%7B__name__%3D~%22mosaic_%28indicator%7Ctrend%7Cforecast%7Ctarget%7Cregion%29_.%2B%22%7D"

        private static func result(of query: String, on port: Int) throws -> [JSON] {
            let answer = try JSON(HTTP.request("/api/v1/query?query=\(query)", port: port).body)
            return answer["data"]?["result"]?.elements ?? []
        }

        private static func value(_ one: JSON) -> Double? {
            one["value"]?.elements.last?.string.flatMap(Double.init)
        }

        /// The values of the series of a snapshot, by their labels, as a server of Prometheus's API has them.
        private static func series(on port: Int) throws -> [String: Double] {
            var found: [String: Double] = [:]
            for one in try result(of: selector, on: port) {
                let labels = (one["metric"]?.members ?? [:]).map { "\($0.key)=\($0.value.string ?? "")" }.sorted()
                found[labels.joined(separator: ",")] = value(one)
            }
            return found
        }

        @Test func `VictoriaMetrics has the samples that Prometheus has`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let prometheus = try PrometheusTests.Prometheus(scraping: service)
            let victoria = try VictoriaMetrics(scraping: service)
            let count = try service.metrics().split(separator: "\n").count { line in
                ["indicator", "trend", "forecast", "target", "region"].contains { line.hasPrefix("mosaic_\($0)_") }
            }
            #expect(count > 1000)
            for port in [prometheus.port, victoria.port] {
                #expect(
                    try eventually {
                        try Self.result(of: "count%28\(Self.selector)%29", on: port).first.flatMap(Self.value)
                            == Double(count)
                    })
            }
            let (expected, found) = (try Self.series(on: prometheus.port), try Self.series(on: victoria.port))
            #expect(expected.count == count)
            #expect(Set(found.keys) == Set(expected.keys))
            // It keeps a value as a decimal number of some twelve digits.
            let others = expected.filter { !(abs((found[$0.key] ?? .nan) - $0.value) <= abs($0.value) * 1e-11) }
            #expect(others == [:])
        }

        /// docs/history.md: what it drops, and that it knows no revisions.
        @Test
        func
            `VictoriaMetrics takes an export but for the years before 1970, and keeps a revised figure beside the old one`()
            throws
        {
            let place = try Place()
            let victoria = try VictoriaMetrics(config: "scrape_configs: []\n", ["-retentionPeriod=100y"])
            func take(_ rows: String) throws {
                let done = try place.mosaic(
                    ["backfill", "--allow", "revision", "-"],
                    input: Data("indicator,region,period,value,unit\n\(rows)".utf8))
                #expect(done.status == 0, "\(done.errors)")
                let history = try place.output("export", "--format", "openmetrics")
                let sent = try Program.named("curl").run(
                    [
                        "--silent", "--show-error", "--fail", "--data-binary", "@-",
                        "http://127.0.0.1:\(victoria.port)/api/v1/import/prometheus",
                    ], input: Data(history.utf8))
                #expect(sent.status == 0, "\(sent.errors)")
            }
            /// The figures that it has, of each year.
            func figures() throws -> [Int: Set<Double>] {
                _ = try HTTP.request("/internal/force_flush", port: victoria.port)
                let answer = try HTTP.request("/api/v1/export?match%5B%5D=mosaic_history_value", port: victoria.port)
                var found: [Int: Set<Double>] = [:]
                for line in answer.text.split(separator: "\n") {
                    let series = try JSON(Data(line.utf8))
                    #expect(series["metric"]?["region"]?.string == "CN")
                    for (time, value) in zip(series["timestamps"]?.elements ?? [], series["values"]?.elements ?? []) {
                        let seconds = try #require(time.number) / 1000
                        let date = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
                        #expect(date.hasSuffix("-12-31T12:00:00Z"))
                        found[try #require(Int(date.prefix(4))), default: []].insert(try #require(value.number))
                    }
                }
                return found
            }
            try take((1968...1971).map { "orbital_launches,CN,\($0),\($0 - 1960),count\n" }.joined())
            // The last moment of 1969 that a figure has is before the epoch.
            #expect(try eventually { try figures() == [1970: [10], 1971: [11]] })
            try take("orbital_launches,CN,1971,12,count\n")
            #expect(try eventually { try figures() == [1970: [10], 1971: [11, 12]] })
        }
    }
}
