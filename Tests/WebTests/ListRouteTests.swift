import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Web

/// What the API's lists have in common: formats, viewpoints, and what a client may keep.
@Suite
struct ListRouteTests {
    private static let lists = [
        "gaps", "trends", "targets", "indicators", "regions", "observations", "statements", "batches", "batches/1",
        "status",
    ].map { "/api/v1/\($0)" }

    @Test(arguments: lists)
    func `a list is CSV where the path or the client says so, with the columns and as many rows`(
        path: String
    ) async throws {
        let sample = try ListSample()
        let rows = try await sample.page(path).rows.count
        let table = try await sample.service.ask(path + ".csv")
        #expect(table.status == 200)
        #expect(table.fields["content-type"] == "text/csv; charset=utf-8")
        #expect(table.text.split(separator: "\n").count == rows + 1)
        for accept in ["text/csv", "text/*", "application/json;q=0.5, text/csv"] {
            #expect(try await sample.service.ask(path, [.accept: accept]).body == table.body)
        }
        for accept in ["*/*", "application/json", "text/csv;q=0.5, application/json", "image/png", "text/csv;q=0"] {
            let json = try await sample.service.ask(path, [.accept: accept])
            #expect(json.fields["content-type"] == "application/json")
            #expect(json.fields["vary"] == "Accept")
        }
    }

    @Test func `a page of CSV names the next one in its header`() async throws {
        let sample = try ListSample()
        let json = try await sample.page("/api/v1/regions?limit=2")
        let table = try await sample.service.ask("/api/v1/regions.csv?limit=2")
        #expect(table.fields["link"] == #"<\#(try #require(json.next))>; rel="next""#)
        #expect(try await sample.service.ask("/api/v1/regions.csv").fields["link"] == nil)
    }

    @Test(arguments: lists)
    func `a client that has the answer is told so, until something is recorded`(path: String) async throws {
        let sample = try ListSample()
        let answer = try await sample.service.ask(path)
        let tag = try #require(answer.fields["etag"])
        #expect(answer.fields["cache-control"] == "no-cache")
        for tags in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let kept = try await sample.service.ask(path, [.ifNoneMatch: tags])
            #expect(kept.status == 304 && kept.body.isEmpty)
            #expect(kept.fields["etag"] == tag)
            #expect(kept.fields["cache-control"] == "no-cache")
        }
        #expect(try await sample.service.ask(path, [.ifNoneMatch: "\"x\""]).body == answer.body)
        #expect(try await sample.service.ask(path + ".csv", [.ifNoneMatch: tag]).status == 200)
        try sample.record("third", 2025...2025, published: "2026-01-01", at: .noon.adding(seconds: 7200))
        try sample.publish()
        #expect(try await sample.service.ask(path, [.ifNoneMatch: tag]).status == 200)
    }

    /// The clock of `TestService` is before the records of `ListSample`.
    @Test func `a date is told and heeded once it is old enough, and a tag counts before it`() throws {
        let day = try #require(Timestamp("2026-03-01T08:00:00.5Z"))
        let tag = EntityTag(of: ["a"])
        let young = Validators(tag, modified: day, now: day.adding(seconds: 9))
        #expect(young.fields[.lastModified] == nil)
        let old = Validators(tag, modified: day, now: day.adding(seconds: 10))
        #expect(old.fields[.lastModified] == "Sun, 01 Mar 2026 08:00:00 GMT")
        #expect(old.isFresh([.ifModifiedSince: "Sun, 01 Mar 2026 08:00:00 GMT"]))
        #expect(old.isFresh([.ifModifiedSince: "Mon, 02 Mar 2026 08:00:00 GMT"]))
        #expect(!old.isFresh([.ifModifiedSince: "Sun, 01 Mar 2026 07:59:59 GMT"]))
        #expect(!old.isFresh([.ifModifiedSince: "yesterday"]))
        #expect(!old.isFresh([.ifModifiedSince: "Mon, 02 Mar 2026 08:00:00 GMT", .ifNoneMatch: "\"x\""]))
        #expect(!young.isFresh([.ifModifiedSince: "Mon, 02 Mar 2026 08:00:00 GMT"]))
    }

    @Test(arguments: ["1994-11-06T08:49:37Z", "2024-02-29T23:59:59Z"])
    func `a date is read as it is written`(time: String) throws {
        let instant = try #require(Timestamp(time))
        #expect(Timestamp(httpDate: instant.httpDate) == instant)
        for text in ["", "Sun, 31 Feb 2024 00:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT"]
        {
            #expect(Timestamp(httpDate: text) == nil)
        }
    }

    @Test(arguments: [
        ("observations", "as_of=batch:1", 24), ("observations", "as_of=2026-03-14", 0), ("observations", "", 30),
        ("observations", "published_by=2024-12-31", 24), ("observations", "published_by=2024-05-31", 0),
        ("observations", "indicator=power&region=ningxia", 5), ("observations", "from=2024", 6),
        ("observations", "from=2024&to=2020", 0), ("gaps", "target=b", 1), ("gaps", "indicator=share", 0),
        ("gaps", "region=CN/", 3), ("targets", "region=青海", 1), ("trends", "indicator=power&level=province", 2),
        ("regions", "level=nation", 1), ("indicators", "indicator=share", 1),
    ])
    func `what is asked for is what is answered`(list: String, query: String, count: Int) async throws {
        let encoded = query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
        #expect(try await ListSample().page("/api/v1/\(list)?\(encoded)").rows.count == count)
    }

    @Test func `from another viewpoint gaps and trends are of what was known then`() async throws {
        let sample = try ListSample()
        let then = "as_of=batch:1&as_of_year=2024"
        for (list, key) in [("gaps", "gap"), ("trends", "trend")] {
            let year = list == "gaps" ? "year" : "latest_year"
            for (query, expected) in [(then, 2023), ("as_of_year=2022", 2022), ("", 2024)] {
                let rows = try await sample.page("/api/v1/\(list)?\(query)").rows
                #expect(!rows.isEmpty && rows.allSatisfy { $0[key]?[year]?.int == expected }, "\(list) \(query)")
            }
        }
        let names = try await sample.page("/api/v1/gaps").rows.map { $0["target"] }
        #expect(try await sample.page("/api/v1/gaps?\(then)").rows.map { $0["target"] } == names)
        #expect(names == ["c", "b", "a"].map { .string($0) })
        let short = try await sample.page("/api/v1/trends?window=3").rows
        #expect(short.allSatisfy { $0["trend"]?["n"]?.int == 3 })
    }

    @Test(arguments: [
        ("gaps?target=d", #"unknown target \"d\"; "#), ("gaps?state=misse", #"did you mean \"missed\"?"#),
        ("trends?indicator=powr", #"unknown indicator \"powr\"; did you mean \"power\"?"#),
        ("trends?indicator=x-y-z", "/api/v1/indicators lists them"), ("regions?region=Ninxia", "did you mean"),
        ("observations?as_of=2024", "did you mean 2024-01-01?"), ("observations?as_of=batch:0", "is no point in time"),
        ("observations?from=24", "is no year"), ("observations?published_by=2024-02-30", "is no date"),
        ("gaps?window=5", "unknown parameter"),
    ])
    func `what is wrong in a query is told, with what would be right`(target: String, detail: String) async throws {
        let answer = try await ListSample().service.ask("/api/v1/\(target)")
        #expect(answer.status == 400)
        #expect(answer.text.contains(detail), "\(answer.text)")
    }

    @Test(arguments: ["batches/3", "batches/0", "batches/x", "batches/x.csv", "observations?as_of=batch:3"])
    func `a batch that is not there is not found`(target: String) async throws {
        let answer = try await ListSample().service.ask("/api/v1/\(target)")
        #expect(answer.status == 404)
        #expect(answer.text.contains("There is no batch"))
    }

    @Test func `the status tells no place, and what the record's server is`() async throws {
        let sample = try ListSample()
        let row = try #require(try await sample.page("/api/v1/status").rows.first)
        #expect(row["record"] == .null)
        #expect(row["batches"]?.int == 2 && row["newest"]?["batch"]?.int == 2)
        #expect(row["server"] == .null)
        sample.service.record.serve(as: .standby(secondsBehind: 3))
        let later = try #require(try await sample.page("/api/v1/status").rows.first)
        #expect(later["server"]?["role"]?.string == "standby")
        #expect(try await sample.service.ask("/status").text.contains("at most 3 s behind its primary"))
    }

    @Test func `a record that can't be read is a problem of what needs it, and of nothing else`() async throws {
        let sample = try ListSample()
        sample.service.record.fail(with: .inputOutput(place: "/var/lib/secret", why: "a page can't be read"))
        for (list, status) in [("observations", 503), ("batches", 503), ("gaps?as_of=batch:1", 503), ("gaps", 200)] {
            let answer = try await sample.service.ask("/api/v1/\(list)")
            #expect(answer.status == status)
            #expect(!answer.text.contains("secret"))
        }
    }
}
