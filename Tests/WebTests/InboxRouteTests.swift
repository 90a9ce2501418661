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
}
