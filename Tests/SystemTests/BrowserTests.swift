import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The pages for people, in a real browser: on the shipped figures, and on a catalog of other countries without a map.
    @Suite struct BrowserTests {
        private static let shipped = [
            "/", "/indicators", "/indicators/gdp", "/indicators/computing_power", "/indicators/rd_expenditure/CN",
            "/regions", "/regions/CN-NM", "/batches", "/batches/1", "/status",
        ]
        private static let other = ["/", "/indicators/beds_per_capita", "/indicators/beds_per_capita/DE", "/regions"]

        @Test func `every page is whole in both languages, both themes and on wide and narrow screens`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let countries = try Place()
            try countries.folder.write(
                Data(contentsOf: Repository.url("docs/own-catalog/figures.csv")), to: "figures.csv")
            try PageScript(page: "docs/own-catalog.md").run(in: countries.folder)
            let second = try Service(
                at: countries,
                ["--config", "catalog/mosaicd.yaml", "--web.listen-address", "127.0.0.1:\(countries.port)"])
            try second.waitUntilReady()
            let shots = Repository.url(".build/screenshots").path
            if FileManager.default.fileExists(atPath: shots) { try FileManager.default.removeItem(atPath: shots) }
            let script = Repository.url("Tests/SystemTests/Browser/browse.py").path
            let done = try Program(path: Repository.url(".venv/bin/python").path).run(
                [script, shots, "shipped", "http://127.0.0.1:\(place.port)/"] + Self.shipped
                    + ["--", "countries", "http://127.0.0.1:\(countries.port)/"] + Self.other, limit: .seconds(420))
            #expect(done.status == 0, "\(done.text)\(done.errors)")
            let pages = Self.shipped.count + Self.other.count
            #expect(done.text.contains("\(pages) pages, "), "\(done.text)\(done.errors)")
            // Two languages, two themes and two widths of each.
            let pictures = try FileManager.default.subpathsOfDirectory(atPath: shots).filter { $0.hasSuffix(".png") }
            #expect(pictures.count == 8 * pages)
            #expect(try service.stop())
            #expect(try second.stop())
        }
    }
}
