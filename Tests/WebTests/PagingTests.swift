import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Web

/// The pages of the API's lists.
@Suite
struct PagingTests {
    private static let lists = [
        "gaps", "trends", "targets", "indicators", "regions", "observations", "statements", "batches",
    ].map { "/api/v1/\($0)" }

    @Test(arguments: lists, [1, 2, 3, 7])
    func `the pages of a list together are the list`(path: String, limit: Int) async throws {
        let sample = try ListSample()
        let whole = try await sample.page(path)
        #expect(whole.next == nil && !whole.rows.isEmpty)
        #expect(try await sample.rows(path, "?limit=\(limit)") == whole.rows)
        let first = try await sample.page("\(path)?limit=\(whole.rows.count)")
        #expect(first.rows == whole.rows && first.next == nil)
    }

    @Test func `filters hold on every page`() async throws {
        let sample = try ListSample()
        let query = "region=CN/&level=province&from=2021&to=2023"
        let whole = try await sample.page("/api/v1/observations?\(query)")
        #expect(whole.rows.count == 12)
        #expect(
            whole.rows.allSatisfy { (2021...2023).contains($0["period"]?.int ?? 0) && $0["region"] != .string("CN") })
        #expect(try await sample.rows("/api/v1/observations", "?limit=5&\(query)") == whole.rows)
        let next = try #require(try await sample.page("/api/v1/observations?limit=5&\(query)").next)
        #expect(next.hasPrefix("?region=CN%2F&level=province&from=2021&to=2023&limit=5&cursor="))
    }

    @Test(arguments: ["observations", "statements"], ["", "&as_of=2099-01-01", "&published_by=2025-12-31"])
    func `a list of the record shows one state, whatever is recorded between its pages`(
        list: String, query: String
    ) async throws {
        let sample = try ListSample()
        let whole = try await sample.page("/api/v1/\(list)?limit=10000\(query)").rows
        var time = Timestamp.noon.adding(seconds: 7200)
        let rows = try await sample.rows("/api/v1/\(list)", "?limit=4\(query)") {
            try sample.record(
                "more \(time)", 2019...2025, published: "2025-07-01", adding: time.seconds, at: time)
            time = time.adding(seconds: 60)
        }
        #expect(rows == whole)
        #expect(try await sample.page("/api/v1/\(list)?limit=10000\(query)").rows != whole)
    }

    @Test(arguments: ["gaps", "trends", "targets", "indicators", "regions"])
    func `any other list goes on behind the row's name, with what is served then`(list: String) async throws {
        let sample = try ListSample()
        let names = try await sample.page("/api/v1/\(list)").rows.map(Self.name)
        let rows = try await sample.rows("/api/v1/\(list)", "?limit=1") {
            try sample.record("more", 2025...2025, published: "2026-01-01", at: .noon.adding(seconds: 7200))
            try sample.publish()
        }
        #expect(rows.map(Self.name) == names)
    }

    private static func name(_ row: JSON) -> [JSON?] { ["target", "indicator", "region"].map { row[$0] } }

    @Test(arguments: ["", "x", "!!", "AAAA", "_w", "Hw", String(repeating: "QUJD", count: 1000)])
    func `what is no cursor is an error`(cursor: String) async throws {
        let answer = try await ListSample().service.ask("/api/v1/observations?cursor=\(cursor)")
        #expect([400, 410].contains(answer.status))
        #expect(answer.fields["content-type"] == "application/problem+json")
    }

    @Test(arguments: ["gaps", "trends", "targets", "indicators", "regions"])
    func `a row that is no longer there is gone`(list: String) async throws {
        let cursor = PageCursor(names: ["nothing", "of", "it"], state: nil)
        let answer = try await ListSample().service.ask("/api/v1/\(list)?cursor=\(cursor.text)")
        #expect(answer.status == 410)
        #expect(answer.text.contains("begin again without it"))
    }

    @Test func `a cursor of a record that was replaced is gone`() async throws {
        let sample = try ListSample()
        let next = try #require(try await sample.page("/api/v1/observations?limit=1").next)
        #expect(try await sample.service.ask("/api/v1/observations\(next)").status == 200)
        let other = try ListSample()
        try other.record("third", 2025...2025, published: "2026-01-01", at: .noon.adding(seconds: 7200))
        sample.service.record.replace(by: other.service.record)
        #expect(try await sample.service.ask("/api/v1/observations\(next)").status == 410)
    }

    @Test func `a cursor comes back as it was, whatever its names are`() throws {
        for names in [["a"], ["能", "CN-NX", "12"], ["~/+?&=", ""], [String(repeating: "x", count: 999)]] {
            for state in [nil, "7B1 12 2026-03-15T04:00:00Z ab.cd"] {
                let cursor = PageCursor(names: names, state: state)
                #expect(
                    cursor.text.utf8.allSatisfy {
                        "-_".utf8.contains($0) || Character(.init($0)).isLetter || Character(.init($0)).isNumber
                    })
                #expect(try PageCursor(cursor.text) == cursor)
            }
        }
    }

    @Test(arguments: ["0", "10001", "-1", "x", "1.5", ""])
    func `a limit that is not to be had is an error that says which are`(limit: String) async throws {
        let answer = try await ListSample().service.ask("/api/v1/regions?limit=\(limit)")
        #expect(answer.status == 400)
        #expect(answer.text.contains(#"limit \"\#(limit)\" is not to be had; expected a whole number from 1 to 10000"#))
    }
}
