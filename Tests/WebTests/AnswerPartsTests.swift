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

    @Test
    func `before the first evaluation the page shows version and status, and links to each route that has one path`()
        async throws
    {
        let service = TestService()
        let answer = try await service.ask("/")
        #expect(answer.status == 200)
        #expect(answer.text.contains("<dd>1.2.3</dd>") && answer.text.contains("<dd>starting</dd>"))
        for route in RouteTable.mosaic.routes where route.link != nil {
            #expect(answer.text.contains("<a href=\"\(route.pattern)\">"))
        }
    }
}
