import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A real Prometheus with the shipped configuration and rules, of which only port and intervals are others.
    @Suite struct PrometheusTests {
        /// Prometheus, running, with data of its own.
        final class Prometheus {
            private let program: RunningProgram
            let port: Int

            /// - Parameter way: how it scrapes, lines of the job; nil: over HTTP.
            convenience init(scraping service: Service, by way: String? = nil) throws {
                let folder = try TemporaryFolder()
                let rules = folder.url.appendingPathComponent("rules")
                try FileManager.default.copyItem(at: Repository.url("Config/prometheus/rules"), to: rules)
                let shipped = try String(
                    decoding: Data(contentsOf: Repository.url("Config/prometheus/prometheus.yml")), as: UTF8.self)
                let changed = shipped.replacing("127.0.0.1:9831", with: "127.0.0.1:\(service.port)")
                    .replacing("_interval: 1m", with: "_interval: 1s")
                    // Of a label that Prometheus adds for others no query may come to nothing.
                    .replacing("global:\n", with: "global:\n  external_labels: { region: north }\n")
                    .replacing("honor_labels: true", with: "honor_labels: true\n    \(way ?? "")")
                #expect(changed.components(separatedBy: "_interval: 1s").count == 3)
                #expect(changed.contains(":\(service.port)\"") && changed.contains("region: north"))
                try self.init(config: changed, in: folder)
            }

            /// - Parameter config: its configuration, whose paths are relative to the folder.
            init(config text: String, in folder: TemporaryFolder) throws {
                port = try HTTP.freePort()
                let config = try folder.write(text, to: "prometheus.yml")
                program = try RunningProgram(
                    .named("prometheus"),
                    [
                        "--config.file=\(config)", "--storage.tsdb.path=\(folder.path("data"))",
                        "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
                    ], directory: folder.url, logs: folder)
                let isReady = try eventually {
                    (try? HTTP.request("/-/ready", port: port).status) == 200
                }
                guard isReady else { throw KitError("Prometheus is not ready: \(program.errors)") }
            }

            /// The value of an expression's one series; nil where there is none.
            func value(of expression: String) throws -> Double? {
                var allowed = CharacterSet.alphanumerics
                allowed.insert(charactersIn: "_-.")
                let query = expression.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
                let answer = try JSON(HTTP.request("/api/v1/query?query=\(query)", port: port).body)
                return answer["data"]?["result"]?.elements.first?["value"]?.elements.last?.string.flatMap(Double.init)
            }

            /// Why the newest scrape of a job failed; nothing where it did not.
            func fault(ofJob job: String) throws -> String? {
                let answer = try JSON(HTTP.request("/api/v1/targets", port: port).body)
                let targets = answer["data"]?["activeTargets"]?.elements ?? []
                return targets.first { $0["scrapePool"]?.string == job }?["lastError"]?.string
            }

            /// The alerts that fire, by their labels.
            func alerts() throws -> [[String: JSON]] {
                let answer = try JSON(HTTP.request("/api/v1/alerts", port: port).body)
                return (answer["data"]?["alerts"]?.elements ?? []).filter { $0["state"]?.string == "firing" }
                    .map { ($0["labels"]?.members ?? [:]).merging($0["annotations"]?.members ?? [:]) { $1 } }
            }
        }

        @Test func `Prometheus scrapes the shipped figures and finds unemployment's target missed`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let prometheus = try Prometheus(scraping: service)
            let state = "mosaic_target_state{target=\"cn-14fyp-unemployment\",state=\"missed\"}"
            #expect(try eventually { try prometheus.value(of: state) == 1 })
            #expect(try prometheus.value(of: "up{job=\"mosaic\"}") == 1)
            #expect(
                try prometheus.value(of: "mosaic_indicator_value{indicator=\"computing_power\",region=\"CN-NM\"}")
                    == 220_000)
            let inScrape = try service.metrics().split(separator: "\n").filter { $0.hasPrefix("mosaic_target_") }.count
            #expect(try prometheus.value(of: "count({__name__=~\"mosaic_target_.+\"})") == Double(inScrape))
            // What is no more is gone at the next scrape, not after the five minutes that a query looks back.
            let figure = "mosaic_indicator_value{indicator=\"orbital_launches\",region=\"CN-XZ\"}"
            #expect(try prometheus.value(of: figure) == nil)
            try place.mosaic(
                "backfill", "-", input: "indicator,region,period,value,unit\norbital_launches,CN-XZ,2022,3,count\n")
            #expect(try eventually { try prometheus.value(of: figure) == 3 })
            let batch = try #require(try service.sample("mosaic_record_batches"))
            _ = try place.output("batches", "undo", "\(Int(batch))")
            #expect(try eventually { try prometheus.value(of: figure) == nil })
        }

        /// facts/prometheus.md: these limits reject the whole target, and the exporter is never told.
        @Test func `a limit of Prometheus's drops all of a target, which is answered as ever`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let limits: [(job: String, limit: String, fault: String)] = [
                ("none", "", ""), ("samples", "sample_limit: 10", "sample limit exceeded"),
                ("labels", "label_limit: 1", "label_limit exceeded"),
                ("lengths", "label_value_length_limit: 3", "label_value_length_limit exceeded"),
                ("bytes", "body_size_limit: 10KB", "body size limit exceeded"),
            ]
            let jobs = limits.map { one in
                """
                  - job_name: \(one.job)
                    scrape_interval: 1s
                    \(one.limit)
                    static_configs: [{ targets: ["127.0.0.1:\(service.port)"] }]
                """
            }
            let config = "scrape_configs:\n" + jobs.joined(separator: "\n") + "\n"
            let prometheus = try Prometheus(config: config, in: TemporaryFolder())
            #expect(
                try eventually { try limits.allSatisfy { try prometheus.value(of: "up{job=\"\($0.job)\"}") != nil } })
            for one in limits {
                #expect(try prometheus.value(of: "up{job=\"\(one.job)\"}") == (one.fault.isEmpty ? 1 : 0), "\(one.job)")
                let fault = try #require(try prometheus.fault(ofJob: one.job))
                #expect(one.fault.isEmpty ? fault.isEmpty : fault.contains(one.fault), "\(one.job): \(fault)")
                let figures = try prometheus.value(of: "count(mosaic_indicator_value{job=\"\(one.job)\"})")
                #expect((figures ?? 0 > 0) == one.fault.isEmpty, "\(one.job)")
            }
            let answers = try service.metrics().split(separator: "\n").filter {
                $0.hasPrefix("mosaic_http_requests_total{route=\"/metrics\"") && !$0.contains("status=\"200\"")
            }
            #expect(answers.allSatisfy { $0.hasSuffix(" 0") }, "\(answers)")
        }

        @Test func `the alert of a missed target fires, and ends with the correction`() throws {
            let year = Today.year
            func config(_ name: String) throws -> String {
                try String(decoding: Data(contentsOf: Repository.url("Config/\(name)")), as: UTF8.self)
            }
            let place = try Place(
                catalog: .own(
                    regions: config("regions.csv"),
                    indicators: """
                        sunny_days:
                          title: { en: Sunny days, zh: 晴天 }
                          unit: count
                          direction: more
                          measure: level
                          minimum: 0
                          aggregation: none
                          description: Days of sunshine, for a test.

                        """,
                    targets: """
                        id,indicator,region,kind,base_period,base_value,target_period,target_value,lower,upper,unit,path,sense,attribute,source,source_date,note
                        nm-sun,sunny_days,CN-NM,at_least,\(year - 3),200,\(year - 1),300,,,count,linear,,,a plan,\(year - 2)-01-01,
                        qh-sun,sunny_days,CN-QH,at_least,\(year - 3),200,\(year - 1),250,,,count,linear,,,a plan,\(year - 2)-01-01,

                        """))
            func rows(_ last: Int, on date: String) -> String {
                """
                indicator,region,period,value,unit,source_date
                sunny_days,CN-NM,\(year - 3),200,count,\(date)
                sunny_days,CN-NM,\(year - 2),240,count,\(date)
                sunny_days,CN-NM,\(year - 1),\(last),count,\(date)
                sunny_days,CN-QH,\(year - 3),200,count,\(date)
                sunny_days,CN-QH,\(year - 1),260,count,\(date)
                """
            }
            #expect(try place.mosaic("backfill", "-", input: rows(290, on: Today.date(plus: -1))).status == 0)
            let service = try place.start()
            let prometheus = try Prometheus(scraping: service)
            func missed() throws -> [String?] {
                try prometheus.alerts().filter { $0["alertname"]?.string == "MosaicTargetMissed" }.map {
                    $0["target"]?.string
                }
            }
            #expect(try eventually { try missed() == ["nm-sun"] })
            let alert = try #require(prometheus.alerts().first { $0["alertname"]?.string == "MosaicTargetMissed" })
            #expect(alert["region"]?.string == "CN-NM")
            #expect(alert["indicator"]?.string == "sunny_days")
            #expect(alert["severity"]?.string == "warning")
            let words = alert.values.compactMap(\.string).joined(separator: "\n")
            for part in ["nm-sun", "Inner Mongolia", "Sunny days", "内蒙古", "晴天", "290", "300", "\(year - 1)"] {
                #expect(words.contains(part), "\(words)")
            }

            #expect(try place.mosaic("backfill", "-", input: rows(301, on: Today.date())).status == 0)
            #expect(try eventually { try missed() == [] })
            #expect(try prometheus.value(of: "mosaic_target_state{target=\"nm-sun\",state=\"met\"}") == 1)
        }
    }
}
