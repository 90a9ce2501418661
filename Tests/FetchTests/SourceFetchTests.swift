import Client
import Config
import Foundation
import Inbox
import Indicators
import MosaicTestKit
import Reports
import Testing

@testable import Fetch

/// What is put into an inbox of all that a server may send.
@Suite struct SourceFetchTests {
    private typealias Reply = ScriptedServer.Reply

    private static let csv = "Entity,Code,Year,value\nChina,CHN,2024,1\n"
    /// The text above, packed by gzip.
    private static let packed: [UInt8] = Array(
        Data(
            base64Encoded:
                "H4sIAAAAAAAC/3PNK8ksqdRxzk9J1YlMTSzSKUvMKU3lcs7IzEvUcfbw0zEyMDLRMeQCAN7CHEAoAAAA") ?? Data())

    /// 17,023 bytes, packed into few.
    private static let dense: [UInt8] = Array(
        Data(
            base64Encoded:
                "H4sIAAAAAAAC/+3IQQpAQBQA0L2z/AVyg0lZ2VtOmaJECeX27qH3lq/fr/V6Ix1ziankM5683aVKy7rnSMMYbd120QghhBBCCCGEEEIIIYQQQgghhBBCCCGEEEIIIYQQQgghhBBCCCGEEEKIf8YHlMqB939CAAA="
        ) ?? Data())

    /// A source at a server, and its inbox.
    private struct Place {
        let folder: TemporaryFolder
        var source: FetchSource
        var secrets: [HeaderField] = []

        init(_ server: ScriptedServer, _ path: String = "/data.csv") throws {
            folder = try TemporaryFolder()
            source = FetchSource(name: "source", address: server.address + path)
            // A machine with other work is not a server that is silent.
            source.within = .seconds(3600)
        }

        func fetch(at seconds: Int64 = 0, isForced: Bool = false) async throws -> SourceFetch.Outcome {
            try await SourceFetch(
                source, into: folder.path("inbox"), secrets: secrets, trust: .ofSystem, agent: "mosaic/test",
                silence: .seconds(3600)
            ).run(at: Timestamp(microseconds: seconds * 1_000_000), isForced: isForced)
        }

        /// The files that the service would take.
        var files: [String] {
            get throws {
                try FileManager.default.contentsOfDirectory(atPath: folder.path("inbox")).filter { !$0.hasPrefix(".") }
                    .sorted()
            }
        }

        /// What a fetch fails with; nothing is in the inbox then.
        func fault(at seconds: Int64 = 0) async throws -> ClientFault {
            let fault = try await #require(throws: ClientFault.self) { try await fetch(at: seconds) }
            #expect(try files == [])
            #expect(!FileManager.default.fileExists(atPath: folder.path("inbox/.delivery")))
            return fault
        }
    }

    @Test func `what is new is delivered, asked for by its tag, and delivered again once it has changed`() async throws
    {
        let server = try ScriptedServer { request, number in
            switch number {
            case 0: .answer(200, ["ETag: \"a\"", "Last-Modified: Sat, 28 Nov 2026 10:00:00 GMT"], Self.csv)
            case 1: .answer(304, "")
            case 2: .answer(200, ["ETag: \"b\""], Self.csv)
            default: .answer(200, ["ETag: \"c\""], Self.csv + "China,CHN,2025,2\n")
            }
        }
        let place = try Place(server)
        let first = "source-1970-01-01T000000Z"
        #expect(try await place.fetch() == .delivered(file: first, bytes: Self.csv.utf8.count))
        #expect(try String(decoding: place.folder.read("inbox/\(first)"), as: UTF8.self) == Self.csv)
        #expect(try await place.fetch(at: 1) == .unchanged)
        // Its tag is another, and its bytes are the same.
        #expect(try await place.fetch(at: 2) == .unchanged)
        #expect(try place.files == [first])
        guard case .delivered(let second, _) = try await place.fetch(at: 3) else {
            Issue.record("it changed")
            return
        }
        #expect(try place.files == [first, second])
        #expect(server.requests.map { $0.fields["if-none-match"] } == [nil, "\"a\"", "\"a\"", "\"b\""])
        #expect(server.requests[1].fields["if-modified-since"] == "Sat, 28 Nov 2026 10:00:00 GMT")
    }

    @Test func `of another address nothing is remembered`() async throws {
        let server = try ScriptedServer { _, _ in .answer(200, ["ETag: \"a\""], Self.csv) }
        var place = try Place(server)
        _ = try await place.fetch()
        place.source.address = server.address + "/other.csv"
        guard case .delivered = try await place.fetch(at: 1) else {
            Issue.record("it is another source")
            return
        }
        #expect(server.requests.last?.fields["if-none-match"] == nil)
    }

    @Test(arguments: [
        (404, Reports.ExitStatus.noInput), (410, .noInput), (401, .notAllowed), (403, .notAllowed), (400, .badData),
        (500, .unavailable), (502, .unavailable), (204, .unavailable), (206, .unavailable), (304, .unavailable),
    ])
    func `a status without data delivers nothing, and says which it was`(
        code: Int, status: Reports.ExitStatus
    ) async throws {
        let server = try ScriptedServer { _, _ in .answer(code, code == 204 || code == 304 ? "" : Self.csv) }
        let fault = try await Place(server).fault()
        #expect(fault.status == status && fault.description.contains("status \(code)"))
    }

    @Test(arguments: [(429, "120", Int64(120)), (503, "7", 7), (429, "Sun, 29 Nov 2026 00:00:00 GMT", 3600)])
    func `a server that asks to be left alone is left alone until then`(
        code: Int, wait: String, seconds: Int64
    ) async throws {
        let server = try ScriptedServer { _, number in
            number == 0 ? .answer(code, ["Retry-After: \(wait)"], "") : .answer(200, Self.csv)
        }
        let place = try Place(server)
        #expect(try await place.fault().status == .tryAgain)
        let time = Timestamp(microseconds: seconds * 1_000_000)
        #expect(try await place.fetch(at: seconds - 1) == .notBefore(time))
        #expect(server.requests.count == 1)
        guard case .delivered = try await place.fetch(at: seconds) else {
            Issue.record("its time has come")
            return
        }
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html><body>Sorry</body></html>", "a page for people"),
        ("\n <HTML lang=en>", "a page for people"),
        ("<?xml version=\"1.0\"?><mes:Error><mes:ErrorMessage code=\"150\"/></mes:Error>", "XML"),
        (#"{"errors":[{"code":404,"title":"No results"}]}"#, "No results"),
        (#"{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE"}}"#, "ASYNCHRONOUS_RESPONSE"),
        (#"{"error":[{"id":100,"label":"No data"}]}"#, "No data"),
        (#"[{"message":[{"id":"120","value":"Invalid value"}]}]"#, "Invalid value"), ("", "empty"), (" \n\n", "spaces"),
    ])
    func `an answer with status 200 that is no data is refused`(body: String, words: String) async throws {
        let server = try ScriptedServer { _, _ in .answer(200, body) }
        let fault = try await Place(server).fault()
        #expect(fault.status == .badData && fault.description.contains(words), "\(fault)")
    }

    @Test(arguments: [
        #"{"version":"2.0","class":"dataset","value":[1],"warning":"x"}"#, #"{"errors":[],"data":{}}"#,
        #"[{"page":1},[{"value":1}]]"#,
    ])
    func `data that has a word like an error in it is data`(body: String) async throws {
        let server = try ScriptedServer { _, _ in .answer(200, body) }
        let place = try Place(server)
        _ = try await place.fetch()
        #expect(try place.files.count == 1)
    }

    @Test func `a packed answer is delivered as it came, and its content is what counts`() async throws {
        let server = try ScriptedServer { _, number in
            number == 0
                ? .answer(200, ["Content-Encoding: gzip"], body: Self.packed) : .answer(200, Self.csv)
        }
        let place = try Place(server)
        #expect(try await place.fetch() == .delivered(file: "source-1970-01-01T000000Z", bytes: Self.packed.count))
        #expect(server.requests[0].fields["accept-encoding"] == "gzip")
        // The same, not packed.
        #expect(try await place.fetch(at: 1) == .unchanged)
    }

    @Test func `a body that is cut is refused, packed or not`() async throws {
        let whole = [Reply.answer(200, Self.csv), .answer(200, ["Content-Encoding: gzip"], body: Self.packed)]
        for reply in whole {
            let server = try ScriptedServer { _, _ in reply.cut(by: 9) }
            #expect(try await Place(server).fault().status == .unavailable)
        }
        // Its length is not said: what is packed tells by itself.
        let server = try ScriptedServer { _, _ in
            .raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").adding(Array(Self.packed.dropLast(9)))
        }
        #expect(try await Place(server).fault().status == .badData)
    }

    @Test func `more bytes than the limit are refused, and so are those that unpack to more`() async throws {
        let long = String(repeating: Self.csv, count: 10)
        #expect(Self.dense.count < 300)
        for reply in [Reply.answer(200, long), .answer(200, [], body: Self.dense)] {
            let server = try ScriptedServer { _, _ in reply }
            var place = try Place(server)
            place.source.mostBytes = 300
            let fault = try await place.fault()
            #expect(fault.status == .badData && fault.description.contains("most_megabytes"))
        }
    }

    @Test func `a packing that was not asked for is refused`() async throws {
        let server = try ScriptedServer { _, _ in .answer(200, ["Content-Encoding: br"], Self.csv) }
        #expect(try await Place(server).fault().status == .badData)
    }

    @Test func `a redirect is followed, and secrets stay with the host that they are for`() async throws {
        let other = try ScriptedServer { _, _ in .answer(200, Self.csv) }
        let address = other.address
        let server = try ScriptedServer { request, _ in
            request.target == "/data.csv"
                ? .answer(302, ["Location: /there"], "") : .answer(307, ["Location: \(address)/data"], "")
        }
        var place = try Place(server)
        place.secrets = [try #require(HeaderField(line: "Authorization: Bearer secret"))]
        place.source.headers = [
            try #require(HeaderField(line: "Accept: text/csv")), try #require(HeaderField(line: "X-Key: 1")),
        ]
        _ = try await place.fetch()
        #expect(server.requests.map(\.target) == ["/data.csv", "/there"])
        #expect(
            server.requests.allSatisfy { $0.fields["authorization"] == "Bearer secret" && $0.fields["x-key"] == "1" })
        #expect(other.requests.map { $0.fields["authorization"] } == [nil])
        #expect(other.requests.map { $0.fields["x-key"] } == [nil])
        #expect(other.requests.map { $0.fields["accept"] } == ["text/csv"])
    }

    @Test(arguments: ["/data.csv", "", "ftp://127.0.0.1/x", "file:///etc/passwd"])
    func `a redirect that leads in a circle, nowhere or elsewhere is given up`(location: String) async throws {
        let server = try ScriptedServer { _, _ in
            .answer(301, location.isEmpty ? [] : ["Location: \(location)"], "")
        }
        #expect(try await Place(server).fault().status == .unavailable)
        #expect(server.requests.count <= 6)
    }

    @Test func `a server that says nothing more is given up`() async throws {
        for reply in [Reply.raw(""), .raw("HTTP/1.1 200 OK\r\nContent-Len"), .answer(200, Self.csv).cut(by: 5)] {
            let server = try ScriptedServer { _, _ in reply.silent }
            var place = try Place(server)
            place.source.within = .milliseconds(200)
            #expect(try await place.fault().status == .tryAgain)
        }
    }

    @Test func `where nobody listens that is said, without what stands behind the question mark`() async throws {
        let server = try ScriptedServer { _, _ in .answer(500, "") }
        let fault = try await Place(server, "/data?key=secret").fault()
        #expect(!fault.description.contains("secret"))
    }

    @Test func `one fetch of a source at a time`() async throws {
        let server = try ScriptedServer { _, _ in .answer(200, Self.csv) }
        let place = try Place(server)
        let path = place.folder.path("inbox")
        do {
            let first = try InboxDelivery(to: path)
            let fault = try await #require(throws: ClientFault.self) { try await place.fetch() }
            #expect(fault.description.contains("under way"))
            first.drop()
        }
        _ = try await place.fetch()
        #expect(try place.files.count == 1)
    }
}
