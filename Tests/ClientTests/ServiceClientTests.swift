import Config
import Exchange
import Formats
import Foundation
import Glibc
import Indicators
import MosaicTestKit
import Record
import Reports
import Testing

@testable import Client

/// What a client does with all that a service may answer.
@Suite struct ServiceClientTests {
    private typealias Reply = ScriptedServer.Reply

    private static let report = """
        {"batch":7,"already":null,"file":"f.csv","rows":1,"new":1,"warnings":0,"revisions":[],\
        "told":{"notes":["f.csv: a note"],"lines":["batch 7: f.csv: 1 row: 1 new"],"warnings":[],"totals":{},"encoding":"utf-8"}}
        """
    private static let none = Reply.answer(200, #"{"data":[],"next":null}"#)

    /// A server that has no batch of the file until it was sent so many times.
    private static func server(_ posts: @escaping @Sendable (Int) -> Reply, found: String = "") throws -> ScriptedServer
    {
        let count = Counter()
        return try ScriptedServer { request, _ in
            guard request.method == "POST" else {
                return count.value == 0 || found.isEmpty ? none : .answer(200, #"{"data":[\#(found)],"next":null}"#)
            }
            return posts(count.next())
        }
    }

    @Test func `a file is sent whole, with the token and what is asked, and its report comes back`() async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in .answer(201, Self.report) }
        let answer = try await place.push(to: server, [URLQueryItem(name: "set", value: "note=a b+c&d")])
        #expect(answer.status == .done && answer.lines == ["batch 7: f.csv: 1 row: 1 new"])
        #expect(answer.notes == ["f.csv: a note"] && answer.json["told"] == nil && answer.json["batch"] == .integer(7))
        let sent = try #require(server.requests.last)
        #expect(sent.method == "POST" && sent.body == Array("a,b\n1,2\n".utf8))
        #expect(sent.fields["authorization"] == "Bearer \(PushPlace.secret)")
        #expect(sent.target.hasSuffix("&set=note%3Da%20b%2Bc%26d"))
        #expect(server.requests.count == 2 && server.requests[0].target.hasPrefix("/api/v1/batches?sha256="))
        #expect(place.waits.seconds == [])
    }

    @Test(arguments: [
        (400, Reports.ExitStatus.usage), (401, .notAllowed), (403, .notAllowed), (404, .noInput), (413, .badData),
        (415, .badData), (422, .badData), (500, .unavailable), (507, .tryAgain), (302, .unavailable),
    ])
    func `a status that is final ends at once with its exit status, and the words of the service`(
        code: Int, status: Reports.ExitStatus
    ) async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in .answer(code, #"{"detail":"So it is.\u001b[0m"}"#) }
        let fault = try await #require(throws: ClientFault.self) { try await place.push(to: server) }
        #expect(fault.status == status)
        #expect(fault.description.contains("status \(code): So it is.␛[0m"))
        #expect(server.requests.count { $0.method == "POST" } == 1 && place.waits.seconds == [])
    }

    @Test func `faults in the file come back as the command would tell them`() async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in
            .answer(
                422,
                """
                {"type":"about:blank","title":"x","status":422,"detail":"d","request_id":"r","file":"f.csv",\
                "errors":[{"code":"unknown_region","line":2,"column":5,"message":"m","value":"v","expected":"e"}],\
                "totals":{"unknown_region":31},"told":{"notes":[],"lines":[],"warnings":[],"totals":{},"encoding":null}}
                """)
        }
        let answer = try await place.push(to: server)
        let file = place.folder.path("figures.csv")
        #expect(answer.status == .badData && answer.lines == [])
        #expect(answer.diagnostics.lines == ["\(file):2:5: m; e", "\(file): 11 more of unknown_region, 31 in all"])
        #expect(answer.json["type"] == nil && answer.json["totals"]?["unknown_region"] == .integer(31))
    }

    @Test(arguments: [
        (#"{"count":2,"revisions":[{"indicator":"i","region":"r","period":2024,"old":1,"new":9.5,"line":2}]}"#, 2),
        ("null", nil), (#"{"count":0,"revisions":[]}"#, nil), (#"{"count":1,"revisions":[{"indicator":"i"}]}"#, nil),
    ])
    func `a question comes back with the faults, if it is one`(question: String, count: Int?) async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in
            .answer(422, #"{"file":"f.csv","errors":[],"totals":{"revision":2},"told":{"question":\#(question)}}"#)
        }
        let found = try await place.push(to: server).question
        #expect(found?.count == count)
        guard let finding = found?.findings.first else { return }
        #expect(finding.cause == .revision(old: 1) && finding.value == 9.5 && finding.row.line == 2)
        #expect(finding.series == SeriesKey(indicator: "i", region: "r") && finding.year == 2024)
    }

    @Test func `a service that is busy is asked again when it says, and the file is sent once more`() async throws {
        let place = try PushPlace()
        let server = try Self.server {
            $0 < 2 ? .answer([503, 429][$0], ["Retry-After: 9"], "{}") : .answer(201, Self.report)
        }
        #expect(try await place.push(to: server).status == .done)
        #expect(place.waits.seconds == [9, 9])
        #expect(server.requests.map(\.method) == ["GET", "POST", "GET", "POST", "GET", "POST"])
    }

    @Test func `a service that stays busy is given up`() async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in .answer(503, ["Retry-After: 50"], #"{"detail":"Busy."}"#) }
        let fault = try await #require(throws: ClientFault.self) { try await place.push(to: server) }
        #expect(fault.status == .tryAgain && fault.description.hasSuffix("status 503: Busy."))
        #expect(place.waits.seconds == [50, 50])
    }

    @Test func `where the answer is lost the batch is found by the file's digest, and nothing is sent again`()
        async throws
    {
        let place = try PushPlace()
        let server = try Self.server({ _ in .raw("") }, found: #"{"batch":8,"rows":3}"#)
        let answer = try await place.push(to: server)
        let file = place.folder.path("figures.csv")
        #expect(answer.status == .done && answer.lines == ["\(file): already recorded as batch 8"])
        #expect(answer.json["already"] == .integer(8) && answer.json["rows"] == .integer(3))
        #expect(server.requests.map(\.method) == ["GET", "POST", "GET"])
    }

    @Test func `a batch of the same bytes that was there before is not taken for the one that was sent`() async throws {
        let place = try PushPlace()
        let posts = Counter()
        let server = try ScriptedServer { request, _ in
            guard request.method == "POST" else { return .answer(200, #"{"data":[{"batch":3,"rows":1}]}"#) }
            return posts.next() == 0 ? .raw("HTTP/1.1 20") : .answer(201, Self.report)
        }
        #expect(try await place.push(to: server).lines == ["batch 7: f.csv: 1 row: 1 new"])
        #expect(posts.value == 2)
    }

    @Test func `a dry run is not looked for, as it records nothing`() async throws {
        let place = try PushPlace()
        let server = try Self.server { $0 == 0 ? .raw("") : .answer(200, Self.report) }
        #expect(try await place.push(to: server, [URLQueryItem(name: "dry_run", value: "true")]).status == .done)
        #expect(server.requests.map(\.method) == ["POST", "POST"])
    }

    @Test func `a service that breaks off each time is given up, and nobody says what is not known`() async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in .raw("") }
        let fault = try await #require(throws: ClientFault.self) { try await place.push(to: server) }
        #expect(fault.status == .tryAgain && fault.description.contains("it is unknown what was done"))
        #expect(place.waits.seconds == [1, 2, 4, 8, 16])
    }

    @Test func `a service that takes nothing of a file is given up, and asked again as after any break`() async throws {
        let place = try PushPlace()
        // More than the system keeps for who does not read.
        #expect(unsafe truncate(place.folder.path("figures.csv"), 64 << 20) == 0)
        let server = try ScriptedServer(isDeaf: { $0.method == "POST" }) { _, _ in Self.none }
        var client = try place.client(of: server.address)
        client.stall = .milliseconds(100)
        let file = try InputFile(place.folder.path("figures.csv"))
        let fault = try await #require(throws: ClientFault.self) { try await client.push(file, []) { _ in } }
        #expect(fault.status == .tryAgain && fault.description.contains("takes nothing for too long"))
        #expect(place.waits.seconds == [1, 2, 4, 8, 16])
        #expect(server.requests.allSatisfy { $0.method == "GET" })
    }

    @Test func `where nobody listens that is said`() async throws {
        let place = try PushPlace()
        let port = try ScriptedServer { _, _ in .raw("") }.port
        let fault = try await #require(throws: ClientFault.self) {
            try await place.client(of: "http://127.0.0.1:\(port)").undo(1, isDryRun: false)
        }
        #expect(fault.status == .unavailable && fault.description.hasSuffix("can't be reached"))
        #expect(place.waits.seconds == [])
    }

    @Test(arguments: ["<html>", "[]", "", "{"])
    func `what is no report is none, whatever its status`(body: String) async throws {
        let place = try PushPlace()
        let server = try Self.server { _ in .answer(201, body) }
        let fault = try await #require(throws: ClientFault.self) { try await place.push(to: server) }
        #expect(fault.status == .unavailable && fault.description.contains("is it the address of a Mosaic"))
    }

    @Test func `an undo goes to its batch, and is asked for again after a break`() async throws {
        let place = try PushPlace()
        let server = try ScriptedServer { _, number in
            number == 0
                ? .raw("")
                : .answer(
                    201,
                    #"{"batch":9,"voids":4,"already":null,"revisions":[],"told":{"lines":["batch 9: voids batch 4"]}}"#)
        }
        let answer = try await place.client(of: server.address + "/").undo(4, isDryRun: true)
        #expect(answer.lines == ["batch 9: voids batch 4"] && answer.json["voids"] == .integer(4))
        #expect(server.requests.map(\.target) == Array(repeating: "/api/v1/batches/4/undo?dry_run=true", count: 2))
    }

    @Test func `no fault and no description shows the token`() async throws {
        let place = try PushPlace()
        let token = try ServiceToken(file: place.folder.path("token"), files: DiskFiles())
        #expect(!"\(token)".contains("0123") && !String(reflecting: token).contains("0123"))
    }
}
