import Formats
import Foundation
import Indicators
import MosaicTestKit
import Reports
import Testing

@testable import Web

/// The files of the inboxes, as programs see them.
@Suite struct InboxRouteTests {
    private static func entry(_ file: String, _ state: InboxEntry.State, why: String? = nil) -> InboxEntry {
        InboxEntry(inbox: "bureau", file: file, state: state, since: .noon, bytes: 7, why: why)
    }

    @Test func `what waits and what failed is a list, page by page, and nobody may keep it`() async throws {
        let entries = [
            Self.entry("a.csv", .waiting), Self.entry("b.csv", .failed, why: "b.csv:2:1: unknown region \"x\""),
            Self.entry("a.csv", .failed),
        ]
        let service = TestService(inbox: { entries })
        try service.publish()
        let answer = try await service.ask("/api/v1/inbox?limit=2")
        #expect(answer.status == 200 && answer.fields["etag"] == nil && answer.fields["cache-control"] == "no-store")
        let page = try JSON(Data(answer.body))
        #expect(page["data"]?.elements.map { $0["file"]?.string } == ["a.csv", "b.csv"])
        #expect(page["data"]?.elements[1]["state"]?.string == "failed")
        #expect(page["data"]?.elements[1]["why"]?.string == "b.csv:2:1: unknown region \"x\"")
        let next = try #require(page["next"]?.string)
        let rest = try JSON(Data(try await service.ask("/api/v1/inbox\(next)").body))
        #expect(rest["data"]?.elements.map { $0["file"]?.string } == ["a.csv"] && rest["next"]?.string == nil)
        let table = try await service.ask("/api/v1/inbox.csv")
        #expect(table.text.hasPrefix("inbox,file,state,since,bytes,why\n"))
        #expect(table.text.split(separator: "\n").count == 4)
    }

    @Test func `the whole report of a file that failed is beside the list, and nobody may keep it`() async throws {
        let report: JSONValue = ["file": "b c\u{1}.csv", "errors": [], "totals": [:]]
        let service = TestService(inboxReport: { inbox, file in
            inbox == "bureau" && file == "b c%/é.csv" ? report : nil
        })
        let answer = try await service.ask("/api/v1/inbox/bureau/b%20c%25%2F%C3%A9.csv")
        #expect(answer.status == 200 && answer.fields["cache-control"] == "no-store" && answer.fields["etag"] == nil)
        #expect(answer.fields["content-type"] == "application/json")
        #expect(answer.text == #"{"file":"b c\u0001.csv","errors":[],"totals":{}}"# + "\n")
        for path in [
            "/api/v1/inbox/bureau/none.csv", "/api/v1/inbox/other/b%20c%25%2F%C3%A9.csv", "/api/v1/inbox/bureau",
        ] {
            #expect(try await service.ask(path).status == 404)
        }
        #expect(try await service.ask("/api/v1/inbox/bureau/b.csv?x=1").status == 400)
    }
}
