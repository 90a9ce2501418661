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

            init(scraping service: Service) throws {
                port = try HTTP.freePort()
                let folder = try TemporaryFolder()
                let config = try folder.write(
                    """
                    global: { scrape_interval: 1s }
                    scrape_configs:
                      - job_name: mosaic
                        honor_labels: true
                        static_configs: [{ targets: ["127.0.0.1:\(service.port)"] }]

                    """, to: "scrape.yml")
                program = try RunningProgram(
                    .named("victoria-metrics"),
                    [
                        "-promscrape.config=\(config)", "-storageDataPath=\(folder.path("data"))",
                        "-httpListenAddr=127.0.0.1:\(port)", "-search.latencyOffset=0s", "-memory.allowedBytes=128MB",
                    ], directory: folder.url, logs: folder)
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
    }
}
