import FoundationEssentials
import HTTPTypes
import Indicators
import NIOCore
import Testing

@testable import Web

@Suite
struct AnswerPartsTests {
    @Test(
        arguments: [
            ("1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            ("2024-02-29T23:59:59.999999Z", "Thu, 29 Feb 2024 23:59:59 GMT"),
            ("2026-12-31T12:00:00Z", "Thu, 31 Dec 2026 12:00:00 GMT"),
        ])
    func `the date is in the form that RFC 9110 prefers`(time: String, expected: String) throws {
        #expect(try #require(Timestamp(time)).httpDate == expected)
    }

    private struct Document: Codable, Equatable {
        var type: String
        var title: String
        var status: Int
        var detail: String
        var request_id: String
    }

    @Test(
        arguments: ["plain", "\"quoted\" \\ back", "line\nbreak\ttab\u{0}nul\u{1f}", "省份 👩‍👩‍👧 \u{2028}", ""])
    func `a problem document is JSON whatever its detail`(detail: String) throws {
        let problem = Problem(status: .notFound, detail: detail)
        let document = try JSONDecoder().decode(
            Document.self, from: Data(problem.document(of: RequestID(field: "a:1")).readableBytesView))
        #expect(
            document
                == Document(type: "about:blank", title: "Not Found", status: 404, detail: detail, request_id: "a:1"))
    }

    @Test func `the page shows version and status as text, and links to each route of the table that has one path`() {
        let routes = RouteTable.mosaic.routes + [Route("/regions/{id}", title: "A region", [:])]
        let html = IndexPage(version: "1.0", status: "<b>\"a\" & b</b>", routes: routes).html
        #expect(html.contains("<title>Mosaic</title>"))
        #expect(html.contains("Version 1.0. Status: &lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;."))
        let linked = RouteTable.mosaic.routes.filter { $0.link != nil && $0.link != "/" }
        for route in linked { #expect(html.contains("<a href=\"\(route.pattern)\">\(route.title)</a>")) }
        #expect(html.ranges(of: "href=").count == linked.count)
    }
}
