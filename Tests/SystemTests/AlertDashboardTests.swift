import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The dashboard's queries, asked of real Prometheus.
    @Suite struct AlertDashboardTests {
        @Test func `every query and every variable of the dashboard finds something`() throws {
            let place = try AlertPlace.make()
            let figures =
                try AlertPlace.sunnyDays(last: 290, on: Today.date(plus: -1))
                + AlertPlace.yearbook().split(separator: "\n").dropFirst().joined(separator: "\n")
            #expect(try place.mosaic("backfill", "-", input: figures).status == 0)
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port)

            let dashboard = try JSON(Data(contentsOf: Repository.url("Config/grafana/mosaic.json")))
            let variables = (dashboard["templating"]?["list"]?.elements ?? []).filter { $0["type"]?.string == "query" }
            #expect(variables.count == 3)
            for variable in variables {
                let query = try #require(variable["query"]?["query"]?.string)
                let parts = query.dropFirst("label_values(".count).dropLast().components(separatedBy: ", ")
                try #require(query.hasPrefix("label_values(") && parts.count == 2, "\(query)")
                let found = try eventually {
                    try !chain.labelValues(parts[1], of: parts[0]).isEmpty
                }
                #expect(found, "\(query)")
            }

            let values = [
                "plan": "sun.*", "region": "CN-NX", "indicator": "sunny_days", "__rate_interval": "30s",
            ]
            let expressions = (dashboard["panels"]?.elements ?? []).flatMap { $0["targets"]?.elements ?? [] }
                .compactMap { $0["expr"]?.string }
            #expect(expressions.count > 40)
            for expression in expressions {
                let query = values.reduce(expression) { $0.replacing("$" + $1.key, with: $1.value) }
                #expect(!query.contains("$"), "\(query)")
                let found = try eventually {
                    try chain.query(query).contains { !$0.value.isNaN }
                }
                #expect(found, "\(query) is empty")
            }
        }
    }
}
