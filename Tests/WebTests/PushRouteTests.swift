import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record
import Reports
import Testing

@testable import Web

/// What becomes of files that are pushed.
@Suite struct PushRouteTests {
    @Test func `a file is recorded by the token's name, and pushed again it is recorded already`() async throws {
        let place = try PushPlace()
        let first = try await place.push(PushPlace.row, query: "?file=figures.csv")
        #expect(first.status == 201, "\(first.text)")
        #expect(first.fields["location"] == "/api/v1/batches/1")
        let report = try JSON(Data(first.body))
        #expect(report["batch"]?.int == 1 && report["new"]?.int == 1 && report["file"]?.string == "figures.csv")
        #expect(report["told"]?["lines"]?.elements == [.string("batch 1: figures.csv: 1 row: 1 new")])
        let again = try await place.push(PushPlace.row, query: "?file=figures.csv")
        #expect(again.status == 200 && again.fields["location"] == nil)
        #expect(try JSON(Data(again.body))["already"]?.int == 1)
        let batches = try place.service.record.view().batches()
        #expect(batches.map(\.recordedBy) == ["bureau"])
    }

    @Test func `a dry run says what would be, and records nothing`() async throws {
        let place = try PushPlace()
        let answer = try await place.push(PushPlace.row, query: "?dry_run=true")
        #expect(answer.status == 200)
        #expect(try JSON(Data(answer.body))["new"]?.int == 1)
        #expect(try place.batches == 0)
    }

    @Test func `a file with faults is refused with every fault, and nothing is recorded`() async throws {
        let place = try PushPlace()
        let text = PushPlace.csv(
            "computing_power,CN-NM,2024,1,EFLOPS", "computing_power,CN-XX,2024,1,EFLOPS",
            "nothing,CN-NM,2024,x,EFLOPS")
        let answer = try await place.push(text)
        #expect(answer.status == 422)
        #expect(answer.fields["content-type"] == "application/problem+json")
        let problem = try JSON(Data(answer.body))
        #expect(problem["status"]?.int == 422)
        let errors = problem["errors"]?.elements ?? []
        let codes = errors.compactMap { $0["code"]?.string }
        #expect(codes.contains("unknown_region") && codes.contains("unknown_indicator"))
        #expect(errors.first?["line"]?.int == 3)
        #expect(problem["totals"]?["unknown_region"]?.int == 1)
        #expect(try place.batches == 0)
    }

    @Test func `the answers to pushes and undos are as the description says`() async throws {
        let place = try PushPlace(tokens: nil)
        let described = try JSON(Data(try await place.service.ask("/api/v1/openapi.json").body))
        func check(_ answer: Answer, _ path: String, _ status: Int) throws {
            #expect(answer.status == status, "\(answer.text)")
            let response = described["paths"]?[path]?["post"]?["responses"]?["\(status)"]
            let name = response?["$ref"]?.string?.split(separator: "/").last.map(String.init) ?? ""
            let contents = (response?["content"] ?? described["components"]?["responses"]?[name]?["content"])?.members
            let schema = try #require(contents?.values.first?["schema"], "\(path) \(status)")
            #expect(try JSON(Data(answer.body)).breaches(of: schema) == [], "\(answer.text)")
        }
        let (batches, undo) = ("/api/v1/batches", "/api/v1/batches/{id}/undo")
        let old = "?published=2025-01-01"
        try check(try await place.push(PushPlace.row, query: old), batches, 201)
        try check(try await place.push(PushPlace.row, query: old), batches, 200)
        try check(try await place.push(PushPlace.csv("x,CN-XX,2024,1,EFLOPS")), batches, 422)
        let revised = PushPlace.csv("computing_power,CN-NM,2024,9,EFLOPS")
        try check(try await place.push(revised, query: "?published=2025-02-01"), batches, 422)
        try check(try await place.push(revised, query: "?published=2025-02-01&allow=revision"), batches, 201)
        let table = "Reference area,Region,1\n"
        try check(try await place.push(table, query: "?format=yearbook"), batches, 422)
        try check(try await place.push("", token: "wrong"), batches, 401)
        try check(try await place.undo(2, query: "?dry_run=true"), undo, 200)
        try check(try await place.undo(2), undo, 201)
        try check(try await place.undo(9), undo, 404)
    }

    @Test func `a file that only great revisions stop asks whether they are meant, as a terminal would`() async throws {
        let place = try PushPlace()
        _ = try await place.push(
            PushPlace.csv("computing_power,CN-NM,2024,1,EFLOPS", "computing_power,CN-GZ,2024,2,EFLOPS"),
            query: "?published=2025-01-01")
        let revised = PushPlace.csv("computing_power,CN-NM,2024,9.5,EFLOPS", "computing_power,CN-GZ,2024,2.1,EFLOPS")
        for (query, isAsked) in [("", true), ("&dry_run=true", true), ("&allow=revision&dry_run=true", false)] {
            let answer = try await place.push(revised, query: "?published=2025-02-01\(query)")
            let question = try JSON(Data(answer.body))["told"]?["question"]
            guard isAsked else {
                #expect(answer.status == 200 && question == .null, "\(answer.text)")
                continue
            }
            #expect(answer.status == 422 && question?["count"]?.int == 1, "\(answer.text)")
            let revision = try #require(question?["revisions"]?.elements.first)
            #expect(revision["indicator"]?.string == "computing_power" && revision["region"]?.string == "CN-NM")
            #expect(revision["old"]?.number == 1000 && revision["new"]?.number == 9500 && revision["line"]?.int == 2)
        }
        // With another fault beside it an answer would not help.
        let wrong = revised + "computing_power,CN-XX,2024,1,EFLOPS\n"
        let answer = try await place.push(wrong, query: "?published=2025-02-01")
        #expect(try JSON(Data(answer.body))["told"]?["question"] == .null)
    }

    @Test(arguments: [
        ("?published=2025-03-01", 201), ("?published=2999-01-01", 400), ("?published=x", 400), ("?x=1", 400),
        ("?format=csv", 201), ("?format=cvs", 400), ("?mapping=none", 400), ("?set=source=Bureau", 201),
        ("?set=unit", 400), ("?set=note=a&set=note=b", 400), ("?decimal=point", 201), ("?encoding=utf-8", 201),
        ("?allow=unit_slip&allow=revision", 201), ("?allow=all", 400), ("?retract=true", 201), ("?file=", 400),
        ("?file=a%0Ab", 400), ("?dry_run=maybe", 400),
    ])
    func `the query says what the command's options say`(query: String, status: Int) async throws {
        let place = try PushPlace()
        let answer = try await place.push(PushPlace.row, query: query)
        #expect(answer.status == status, "\(answer.text)")
        #expect(try place.batches == (status == 201 ? 1 : 0))
    }

    @Test func `a guard stops a file until it is allowed`() async throws {
        let place = try PushPlace()
        #expect(try await place.push(PushPlace.row, query: "?published=2025-01-01").status == 201)
        let revised = PushPlace.csv("computing_power,CN-NM,2024,9,EFLOPS")
        #expect(try await place.push(revised, query: "?published=2025-02-01").status == 422)
        #expect(try await place.push(revised, query: "?published=2025-02-01&allow=revision").status == 201)
    }

    @Test(
        arguments: [
            (nil, nil, 201), ("text/csv", nil, 201), ("text/csv; charset=utf-8", nil, 201),
            ("application/x-www-form-urlencoded", nil, 201), ("text/plain", nil, 201),
            ("application/octet-stream", nil, 201),
            ("text/html", nil, 415), ("multipart/form-data; boundary=x", nil, 415), ("image/png", nil, 415),
            ("text/csv", "br", 415), ("text/csv", "identity", 201),
        ] as [(String?, String?, Int)])
    func `a body is of a type that files have`(type: String?, coding: String?, status: Int) async throws {
        let place = try PushPlace()
        var fields: HTTPFields = [:]
        fields[.contentType] = type
        fields[.contentEncoding] = coding
        let answer = try await place.push(PushPlace.row, fields)
        #expect(answer.status == status, "\(answer.text)")
    }

    @Test func `a body in GB18030 is read as its content type says`() async throws {
        let place = try PushPlace()
        var fields: HTTPFields = [.authorization: "Bearer \(PushPlace.token)"]
        fields[.contentType] = "text/csv; charset=gbk"
        let bytes =
            Array("indicator,region,period,value,unit,note\ncomputing_power,CN-NM,2024,1,EFLOPS,".utf8) + [
                0xC4, 0xDA, 10,
            ]
        let answer = try await place.service.ask("/api/v1/batches", method: .post, fields, bytes: bytes)
        #expect(answer.status == 201, "\(answer.text)")
        #expect(try JSON(Data(answer.body))["told"]?["encoding"]?.string == "gb18030")
    }

    @Test func `an empty body is an empty file`() async throws {
        let answer = try await PushPlace().push("")
        #expect(answer.status == 422)
        #expect(try JSON(Data(answer.body))["errors"]?.elements.first?["code"]?.string == "empty_file")
    }

    @Test func `a batch is undone, and undone again it is void already`() async throws {
        let place = try PushPlace()
        _ = try await place.push(PushPlace.row)
        let dry = try await place.undo(1, query: "?dry_run=true")
        #expect(dry.status == 200)
        #expect(try JSON(Data(dry.body))["revisions"]?.elements.count == 1)
        let done = try await place.undo(1)
        #expect(done.status == 201 && done.fields["location"] == "/api/v1/batches/2")
        let again = try await place.undo(1)
        #expect(again.status == 200)
        #expect(try JSON(Data(again.body))["already"]?.int == 2)
        #expect(try await place.undo(9).status == 404)
    }

    @Test func `batches of a file are found by its SHA-256`() async throws {
        let place = try PushPlace()
        _ = try await place.push(PushPlace.row)
        let sha256 = PushPlace.sha256(of: PushPlace.row)
        try place.service.publish()
        for (digest, count) in [(sha256, 1), (sha256.uppercased(), 1), (PushPlace.sha256, 0)] {
            let answer = try await place.service.ask("/api/v1/batches?sha256=\(digest)")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try JSON(Data(answer.body))["data"]?.elements.count == count)
        }
    }

    @Test func `without a file of tokens nothing is written`() async throws {
        let service = TestService()
        let fields: HTTPFields = [.authorization: "Bearer \(PushPlace.token)"]
        for path in ["/api/v1/batches", "/api/v1/batches/1/undo"] {
            #expect(try await service.ask(path, method: .post, fields, body: PushPlace.row).status == 403)
        }
    }

    @Test func `more writers than the limit are refused, and those that are gone make room`() async throws {
        var limits = WebLimits()
        limits.writers = 1
        let place = try PushPlace(limits: limits)
        do {
            let held = try place.service.site.writeWork.enter()
            defer { held.keep() }
            let answer = try await place.push(PushPlace.row)
            #expect(answer.status == 503 && answer.fields["retry-after"] == "5")
        }
        #expect(try await place.push(PushPlace.row).status == 201)
    }

    @Test func `a record that fails is told by its status, without a path`() throws {
        let failures: [(RecordFailure, Int)] = [
            (.busy(place: "/x"), 503), (.diskFull(place: "/x"), 507), (.readOnly(place: "/x", why: "no"), 503),
            (.noSuchBatch(7), 404), (.outcomeUnknown(place: "/x", why: "cut"), 503),
        ]
        for (failure, status) in failures {
            let problem = Problem(writing: failure)
            #expect(problem.status.code == status && !problem.detail.contains("/x"))
            #expect((problem.fields[.retryAfter] != nil) == (status == 503))
        }
    }

    /// Histories of what is recorded, retracted and undone.
    private static let histories = Result { () throws -> [JSON] in
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/record.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let today = "\(Timestamp.noon.day(in: .shanghai))"
        return try JSON(Data(text.replacing("{today}", with: today).utf8))["cases"]?.elements ?? []
    }

    @Test func `the golden histories give by push what they give by the command`() async throws {
        let histories = try Self.histories.get()
        #expect(histories.count > 50)
        for history in histories {
            let place = try PushPlace()
            let id = history["id"]?.string ?? ""
            for (index, step) in (history["steps"]?.elements ?? []).enumerated() {
                let answer: Answer

                if let undone = step["undo"]?.int {
                    answer = try await place.undo(undone)
                } else {
                    let text = step["backfill"]?.string ?? step["retract"]?.string ?? ""
                    let retract = step["retract"] == nil ? "" : "&retract=true"
                    answer = try await place.push(text, query: "?file=history.csv\(retract)")
                }
                let words: Comment = "\(id), step \(index + 1): \(answer.text)"
                let expected = step["expect"] ?? .null
                guard expected["exit"] == nil else {
                    #expect(answer.status >= 400, words)
                    continue
                }
                #expect(answer.status < 300, words)
                let report = try JSON(Data(answer.body))
                for (key, value) in expected.members where key != "revisions" { #expect(report[key] == value, words) }
            }
            for query in history["queries"]?.elements ?? [] {
                try check(query, on: place, id)
            }
        }
    }

    private func check(_ query: JSON, on place: PushPlace, _ id: String) throws {
        let point = try query["as_of"]?.string.map { try RecordedPoint(asked: $0) }
        let day = query["published_by"]?.string.flatMap { CalendarDate($0) }
        let asOf = AsOf(recorded: point?.recorded(in: .shanghai), publishedBy: day)
        var rows: [JSON] = []
        do {
            try place.service.record.view().figures(SeriesSelection(), asOf: asOf) { figures in
                rows += figures.map { figure in
                    let seen = figure.observation
                    return .array([
                        .string(figure.series.indicator.rawValue), .string(figure.series.region.rawValue),
                        .number(Double(seen.period.year)), seen.value.map { .number($0) } ?? .null,
                        .string(seen.status.rawValue), .string(seen.bound.rawValue), .string("\(figure.published)"),
                    ])
                }
            }
        } catch is RecordFailure {
            #expect(query["exit"] != nil, "\(id)")
            return
        }
        #expect(JSON.array(rows) == query["expect"] ?? .null, "\(id): \(query)")
    }
}
