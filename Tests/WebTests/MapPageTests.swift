import Foundation
import Indicators
import MosaicTestKit
import Statistics
import Testing

@testable import Web

/// The maps of an indicator's page, and the tables behind them.
struct MapPageTests {
    private func sample() throws -> ListSample {
        let plain = try ListSample.catalog.get()
        return try ListSample(
            catalog: Catalog(
                regions: plain.regions.map { region in
                    Region(
                        id: region.id, gbCode: nil, name: region.name, kind: region.kind,
                        tile: ["CN-NX": 1, "CN-QH": 2][region.id.rawValue].map { Region.Tile(row: 1, column: $0) })
                }, indicators: plain.indicators, targetRows: plain.targetRows)
        )
    }

    /// The section of the map by state.
    private func states(_ query: String = "") async throws -> Substring {
        let page = try await sample().service.ask("/indicators/power\(query)").text
        let start = try #require(page.range(of: "aria-labelledby=\"state-heading\""))
        let end = try #require(page[start.upperBound...].range(of: "</section>"))
        return page[start.upperBound..<end.lowerBound]
    }

    @Test func `the map by state has for each year what the API says of that year`() async throws {
        let section = try await states()
        let years = section.matches(of: /<th scope="col" data-told="([^"]*)">([0-9]{4})/)
        #expect(years.map(\.output.2) == (2020...2026).map { Substring(String($0)) })
        let rows = section.matches(of: /<tr data-tile="state-1-([12])">(.*?)<\/tr>/)
        #expect(rows.map(\.output.1) == ["1", "2"])
        let sample = try sample()
        for (region, row) in zip(["CN-NX", "CN-QH"], rows) {
            let cells = row.output.2.matches(of: /<td data-s="s-([a-z]+)" data-m="2030">([^<]*)<\/td>/)
            #expect(cells.count == years.count)
            for (year, cell) in zip(2020...2026, cells) {
                let answer = try await sample.page("/api/v1/gaps?region=\(region)&as_of_year=\(year)")
                let state = try #require(answer.rows.first?["gap"]?["state"]?.string)
                let word = cell.output.2.lowercased().replacing(" ", with: "_")
                #expect(word == state, "\(region) \(year)")
            }
        }
        #expect(Set(rows.flatMap { $0.output.2.matches(of: /data-s="([^"]*)"/).map(\.output.1) }).count > 1)
    }

    @Test(arguments: [
        ("", "2020: 2 not assessable.", "2026: 2 insufficient."),
        ("?lang=zh", "2020年：无法评估2。", "2026年：进展不足2。"),
    ])
    func `what the live region is to say counts the states of a year`(
        query: String, first: String, last: String
    ) async throws {
        let section = try await states(query)
        #expect(section.contains("data-told=\"\(first)\""))
        #expect(section.contains("aria-live=\"polite\">\(last)</p>"))
    }

    @Test func `a letter stands for each state that any year has`() async throws {
        let section = try await states()
        let used = Set(section.matches(of: /<td [^>]*data-s="([^"]*)"/).map(\.output.1))
        let explained = Set(section.matches(of: /<span class="cell [^"]*" data-s="([^"]*)"/).map(\.output.1))
        #expect(used == explained)
    }

    @Test func `the map of values tells how many tiles show another year`() async throws {
        let page = try await sample().service.ask("/indicators/power").text
        #expect(page.contains("data-told=\"2024: all 2 figures are of that year.\""))
        #expect(page.contains("id=\"tile-1-1\"") && page.contains("data-years=\"carried\""))
    }
}
