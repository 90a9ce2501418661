import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The queries of all dashboards, asked of a real Prometheus that scrapes the shipped figures and reads their history.
    @Suite struct DashboardQueryTests {
        /// What a reader may choose. No one choice has all: a nation has no rank, and a forecast is of what a plan asks about.
        private static let choices = [
            ["region": "CN-NM", "indicator": "new_energy_capacity"], ["region": "CN", "indicator": "rd_expenditure"],
        ]
        /// Noon of a day in 2025, when the figures of 2024 are the newest: history is asked of then.
        private static let then = 1_751_328_000

        @Test func `every query of every dashboard finds something in the shipped figures`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port, downAfter: 1)
            for file in try Repository.files(in: "Config/grafana", ending: ".json") {
                let dashboard = try JSON(Data(contentsOf: file))
                let variables = (dashboard["templating"]?["list"]?.elements ?? []).filter {
                    $0["type"]?.string == "query"
                }
                #expect(variables.count > 1)
                for variable in variables {
                    let query = try #require(variable["query"]?["query"]?.string)
                    let parts = query.dropFirst("label_values(".count).dropLast().components(separatedBy: ", ")
                    #expect(try eventually { try !chain.labelValues(parts[1], of: parts[0]).isEmpty }, "\(query)")
                }
                let expressions = (dashboard["panels"]?.elements ?? []).flatMap { $0["targets"]?.elements ?? [] }
                    .compactMap { $0["expr"]?.string }
                #expect(expressions.count > 2)
                for expression in expressions {
                    let queries = Self.choices.map { choice in
                        choice.merging(["plan": ".*", "__rate_interval": "30s"]) { $1 }
                            .reduce(expression) { $0.replacing("$" + $1.key, with: $1.value) }
                    }
                    let time = expression.contains("mosaic_history_") ? Self.then : nil
                    let found = try eventually {
                        try queries.contains { try chain.query($0, at: time).contains { !$0.value.isNaN } }
                    }
                    #expect(found, "\(file.lastPathComponent): \(queries) are empty")
                }
            }
        }
    }
}
