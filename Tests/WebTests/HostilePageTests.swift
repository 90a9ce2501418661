import Foundation
import FoundationXML
import Indicators
import MosaicTestKit
import Statistics
import Testing

@testable import Web

/// Pages of a catalog whose names would be markup, turn the direction of writing, or fill the page.
struct HostilePageTests {
    private static let names = [
        "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>&amp;&lt;b&gt;",
        "\u{202E}\u{2066}\u{200F}abc\u{202B}",
        String(repeating: "长", count: 1000), "</title></svg>]]>--><!--", "javascript:alert(1)//{{7*7}}${1}",
    ]
    private static let paths = [
        "/", "/indicators", "/indicators/power", "/indicators/power/CN-NX", "/regions", "/regions/CN-NX", "/batches",
        "/batches/2", "/status",
    ]

    private func sample(_ name: String) throws -> ListSample {
        let plain = try ListSample.catalog.get()
        let text: MultilingualText = ["en": name, "zh": name]
        return try ListSample(
            catalog: Catalog(
                regions: plain.regions.map { Region(id: $0.id, gbCode: nil, name: text, kind: $0.kind) },
                indicators: plain.indicators.map { indicator in
                    Indicator(
                        id: indicator.id, title: text, unit: indicator.unit, direction: .more, measure: .level)
                }, targetRows: plain.targetRows))
    }

    @Test(arguments: names)
    func `a hostile name is text on every page, in both languages`(name: String) async throws {
        let service = try sample(name).service
        let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        for path in Self.paths {
            for language in ["en", "zh"] {
                let answer = try await service.ask("\(path)?lang=\(language)")
                #expect(answer.status == 200, "\(path)")
                let page = answer.text
                #expect(page.ranges(of: "<script").count == 1, "\(path)")
                #expect(!page.contains("<img") && !page.contains("<!--"), "\(path)")
                #expect(answer.body.count < 150 << 10, "\(path): \(answer.body.count) bytes")
                // What is not in an attribute or a picture has a direction of its own.
                let text = page.without("<bdi>", "</bdi>").without("<svg", "</svg>").without("<title>", "</title>")
                    .components(separatedBy: "<").map { $0.components(separatedBy: ">").dropFirst().joined() }
                let found = text.filter { $0.contains(escaped) }
                #expect(found.isEmpty, "\(path): \(found)")
            }
        }
    }

    @Test(arguments: names)
    func `a hostile name is text in a chart of its own`(name: String) async throws {
        let answer = try await sample(name).service.ask("/indicators/power/CN-NX/chart.svg")
        let parser = XMLParser(data: Data(answer.body))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }
}

extension String {
    /// The text without what stands between two marks.
    fileprivate func without(_ start: String, _ end: String) -> String {
        let parts = components(separatedBy: start)
        return parts[0]
            + parts.dropFirst().map { $0.components(separatedBy: end).dropFirst().joined(separator: end) }.joined()
    }
}
