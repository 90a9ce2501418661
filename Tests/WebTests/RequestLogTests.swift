import HTTPTypes
import HummingbirdCore
import Logging
import MosaicTestKit
import NIOCore
import Record
import Testing

@testable import Web

/// What is told of each request, and by which name.
@Suite
struct RequestLogTests {
    /// Three routes: one that is well, one that breaks, one whose work must wait.
    private static let routes = RouteTable([
        Route("/well/{id}", title: "Well", [.get: .atOnce { (_, _) throws(Problem) in Response(text: "well\n") }]),
        Route(
            "/broken", title: "Broken",
            [
                .get: .atOnce { (_, _) throws(Problem) in
                    throw Problem(status: .internalServerError, detail: "It broke.")
                }
            ]),
        Route(
            "/later", title: "Later",
            [
                .get: .atOnce { (_, _) throws(Problem) in
                    throw Problem(status: .serviceUnavailable, detail: "Not yet.")
                }
            ]),
    ])

    private func told(_ target: String, at level: Logger.Level, id: String = "a-1") async throws -> [String] {
        let log = KeptLog(level: level)
        let service = TestService(routes: Self.routes, logger: Logger(label: "test") { _ in log })
        var fields = HTTPFields()
        fields.requestID = id
        _ = try await service.ask(target, fields)
        return log.lines
    }

    @Test func `at debug a request is a line with its method, path, route, status, bytes, time and name`() async throws
    {
        let expected =
            "debug: request bytes=5 method=GET path=/well/7 request_id=a-1 route=/well/{id} seconds=0.0 status=200"
        #expect(try await told("/well/7?secret=1", at: .debug) == [expected])
    }

    @Test(arguments: ["/well/7", "/nothing", "/well/7/8"])
    func `above debug nothing is told of a request that is answered or is the client's fault`(
        target: String
    ) async throws {
        #expect(try await told(target, at: .info) == [])
    }

    @Test(arguments: [("/broken", Logger.Level.error, 500), ("/later", .warning, 503)])
    func `a failure of the service is told at its level, with the request's name`(
        target: String, level: Logger.Level, status: Int
    ) async throws {
        let lines = try await told(target, at: .warning)
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("\(level): request bytes=") == true)
        #expect(lines.first?.contains(" request_id=a-1 route=\(target) ") == true)
        #expect(lines.first?.hasSuffix(" status=\(status)") == true)
        #expect(try await told(target, at: .critical) == [])
    }

    @Test(arguments: ["a", "7f3c-0.9_~:/+=@Z", String(repeating: "x", count: 128)])
    func `a request's own name is taken, and echoed in answer and problem`(name: String) async throws {
        var fields = HTTPFields()
        fields.requestID = name
        let answer = try await TestService().ask("/nothing", fields)
        #expect(answer.fields["x-request-id"] == name)
        #expect(answer.text.contains(#""request_id":"\#(name)""#))
    }

    @Test(arguments: ["", " ", "a b", "a\"b", "<a>", "名", "a;b", String(repeating: "x", count: 129)])
    func `a name that is unsafe or too long is replaced by sixteen digits`(name: String) {
        #expect(RequestID(field: name, random: { 0xabc }).description == "0000000000000abc")
        #expect(RequestID(field: nil, random: { .max }).description == "ffffffffffffffff")
    }

    @Test func `what is no request gets a name too, and its problem tells it`() throws {
        let rejection = TestService().site.rejection(Problem(status: .badRequest, detail: "No request."))
        #expect(rejection.id.description.utf8.count == 16)
        #expect(rejection.response.headers.requestID == rejection.id.description)
    }
}
