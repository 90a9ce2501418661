import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// docs/history.md: its commands make blocks, of which a real Prometheus answers.
    @Suite struct HistoryPageTests {
        @Test func `promtool makes blocks of the shipped figures, and Prometheus answers of every year`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let page = try PageScript(page: "docs/history.md")
            #expect(page.commandCount == 2)
            try page.run(in: place.folder, environment: ["MOSAIC_CONFIG": place.settings])
            let text = try String(decoding: Data(contentsOf: Repository.url("docs/history.md")), as: UTF8.self)
            let command = try #require(text.split(separator: "\n").first { $0.hasPrefix("    prometheus ") })
            try place.folder.write("global: {}\n", to: "archive.yml")
            let port = try HTTP.freePort()
            let prometheus = try RunningProgram(
                .named("prometheus"),
                command.split(separator: " ").dropFirst().map(String.init)
                    + ["--web.listen-address=127.0.0.1:\(port)", "--log.level=warn"],
                directory: place.folder.url, logs: TemporaryFolder())
            let isReady = try eventually { (try? HTTP.request("/-/ready", port: port).status) == 200 }
            #expect(isReady, "\(prometheus.errors)")

            let (asked, answered) = try (figures(of: place), answers(from: port))
            #expect(asked.keys.contains("orbital_launches CN 1970") && asked.keys.contains("gdp CN-BJ 2024"))
            #expect(asked.count > 9000)
            #expect(answered == asked)
        }

        /// The exported figures that have a value, by indicator, region and year.
        private func figures(of place: Place) throws -> [String: Double] {
            var figures: [String: Double] = [:]
            for row in try csvRows(place.output("export")) {
                guard let value = row["value"].flatMap(Double.init) else { continue }
                figures["\(row["indicator"] ?? "") \(row["region"] ?? "") \(row["period"] ?? "")"] = value
            }
            return figures
        }

        /// Every sample of the archive, as `figures` has them.
        private func answers(from port: Int) throws -> [String: Double] {
            // Noon of 31 December 2100, and a range that reaches back before all figures.
            let target = "/api/v1/query?query=mosaic_history_value%5B150y%5D&time=4133937600"
            let answer = try JSON(HTTP.request(target, port: port).body)
            var figures: [String: Double] = [:]
            for series in answer["data"]?["result"]?.elements ?? [] {
                let labels = series["metric"]
                for sample in series["values"]?.elements ?? [] {
                    let seconds = try #require(sample.elements.first?.number)
                    let date = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
                    #expect(date.hasSuffix("-12-31T12:00:00Z"))
                    let key =
                        "\(labels?["indicator"]?.string ?? "") \(labels?["region"]?.string ?? "") \(date.prefix(4))"
                    figures[key] = sample.elements.last?.string.flatMap(Double.init)
                }
            }
            return figures
        }
    }
}
