import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// History in PromQL: a real Prometheus, as it is shipped, reads from the service.
    @Suite struct RemoteReadTests {
        private static let launches =
            "last_over_time(mosaic_history_value{indicator=\"orbital_launches\",region=\"CN\"}[366d])"

        /// The last day of June in the year after another, in seconds since 1970.
        private func summer(after year: Int) throws -> Int {
            let date = try #require(ISO8601DateFormatter().date(from: "\(year + 1)-06-30T00:00:00Z"))
            return Int(date.timeIntervalSince1970)
        }

        @Test func `Prometheus answers of every year, of a revision at its next query, and warns of a dead service`()
            throws
        {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let prometheus = try PrometheusTests.Prometheus(scraping: service)
            let figures = try csvRows(place.output("export")).filter { !($0["value"] ?? "").isEmpty }

            let launched = figures.filter { $0["indicator"] == "orbital_launches" && $0["region"] == "CN" }
            #expect(launched.count > 50 && launched.first?["period"] == "1970")
            for row in launched {
                let year = try #require(row["period"].flatMap(Int.init))
                let answer = try prometheus.ask(Self.launches, at: summer(after: year))
                #expect(answer.series.map(\.value) == [row["value"].flatMap(Double.init)], "\(year)")
                #expect(answer.warnings == [])
            }

            let gansu = try prometheus.ask(
                "last_over_time(mosaic_history_value{region=\"CN-GS\"}[366d])", at: summer(after: 2022))
            let known = figures.filter { $0["region"] == "CN-GS" && $0["period"] == "2022" }
            #expect(known.count > 10)
            for row in known {
                let found = gansu.series.first { $0.labels["indicator"] == row["indicator"] }
                #expect(found?.value == row["value"].flatMap(Double.init), "\(row)")
                #expect(found?.labels["unit"] == row["unit"])
            }

            let revised = try place.mosaic(
                ["backfill", "--allow", "revision", "-"],
                input: Data("indicator,region,period,value,unit\norbital_launches,CN,1970,2,count\n".utf8))
            #expect(revised.status == 0, "\(revised.errors)")
            let isRevised = try eventually {
                try prometheus.ask(Self.launches, at: summer(after: 1970)).series.map(\.value) == [2]
            }
            #expect(isRevised)

            #expect(try service.stop())
            let dead = try prometheus.ask(Self.launches, at: summer(after: 1970))
            #expect(dead.series.isEmpty)
            #expect(dead.warnings.contains { $0.contains("/api/v1/read") }, "\(dead.warnings)")
            #expect(try prometheus.ask("vector(1)").series.map(\.value) == [1])
        }

        @Test func `Prometheus draws the plans' lines, which pass where the gaps say that the path is`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let prometheus = try PrometheusTests.Prometheus(scraping: service)
            var compared = 0
            for target in try place.mosaic("gaps", "--json").json.elements {
                guard let gap = target["gap"], let year = gap["year"]?.int, let value = gap["path_value"]?.number
                else { continue }
                let id = try #require(target["target"]?.string)
                let answer = try prometheus.ask(
                    "last_over_time(mosaic_history_path_value{target=\"\(id)\"}[366d])", at: summer(after: year))
                let found = try #require(answer.series.first, "\(id)")
                #expect(abs(found.value - value) <= 1e-9 * abs(value), "\(id)")
                #expect(found.labels["region"] == target["region"]?.string)
                compared += 1
            }
            #expect(compared > 3)
            // Before any figure has come a plan has its line already.
            let all = try prometheus.ask("count(count by (target) (last_over_time(mosaic_history_path_value[20y])))")
            #expect(try #require(all.series.first).value > Double(compared))
        }

        @Test func `regular expressions, missing labels and other clients' requests are answered as Prometheus does`()
            throws
        {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let prometheus = try PrometheusTests.Prometheus(scraping: service)
            for (selector, other) in [
                ("region=~\"CN-G.*|CN-NX\"", "region=~\"CN-G[DSXZ]|CN-NX\""),
                ("region!~\"CN-.+\"", "region=~\"[^-]+\""),
                ("region=~\"(?i)cn-gs\"", "region=\"CN-GS\""), ("job=\"\",region=\"CN-GS\"", "region=\"CN-GS\""),
            ] {
                func counted(_ selector: String) throws -> Double? {
                    try prometheus.ask(
                        "count(last_over_time(mosaic_history_value{\(selector)}[366d]))", at: summer(after: 2022)
                    ).series.first?.value
                }
                let count = try counted(selector)
                #expect(count ?? 0 > 5, "\(selector)")
                #expect(try counted(other) == count, "\(selector)")
            }
            let none = try prometheus.ask("last_over_time(mosaic_history_value{job=\"mosaic\"}[366d])")
            #expect(none.series.isEmpty && none.warnings.isEmpty)
            let han = try prometheus.ask("last_over_time(mosaic_history_value{region=~\"\\\\p{Han}+\"}[366d])")
            #expect(han.series.isEmpty && han.warnings.isEmpty)
            let refused = try prometheus.ask("last_over_time(mosaic_history_value{region=~\"\\\\p{Greek}+\"}[366d])")
            #expect(refused.warnings.contains { $0.contains("400") }, "\(refused.warnings)")
            #expect(try service.get("/metrics").status == 200)
        }
    }
}

extension SystemTests.PrometheusTests.Prometheus {
    /// The series of an expression at a time, in seconds since 1970, and what Prometheus warns of.
    func ask(
        _ expression: String, at time: Int? = nil
    ) throws -> (series: [(labels: [String: String], value: Double)], warnings: [String]) {
        let query = expression.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let target = "/api/v1/query?query=\(query)" + (time.map { "&time=\($0)" } ?? "")
        let answer = try JSON(HTTP.request(target, port: port).body)
        guard let result = answer["data"]?["result"] else { throw KitError("\(expression): \(answer)") }
        let series = result.elements.map { series in
            (
                (series["metric"]?.members ?? [:]).compactMapValues(\.string),
                series["value"]?.elements.last?.string.flatMap(Double.init) ?? .nan
            )
        }
        return (series, answer["warnings"]?.elements.compactMap(\.string) ?? [])
    }
}
