import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import Web

/// Routes of a made-up table: parameters, queries and bodies.
@Suite
struct RoutingTests {
    private static func echo(_ request: RouteRequest, _ site: Site) throws(Problem) -> Response {
        let words = [request.path, request.query].map { values in
            values.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ",")
        }
        return Response(text: (words + [String(buffer: request.body)]).joined(separator: ";"))
    }

    private let service = TestService(
        routes: RouteTable([
            .metrics,
            Route(
                "/regions/{id}", title: "A region",
                parameters: ["as_of", "unit"].map { QueryParameter($0, .text, "") }, [.get: .atOnce(Self.echo)]),
            Route("/regions/all", title: "All regions", parameters: [], [.get: .atOnce(Self.echo)]),
            Route("/batches/{id}/undo", title: "Undo", bodyBytes: 10, [.post: .work(Self.echo)]),
        ]))

    @Test(
        arguments: [
            ("/regions/CN-NX", "id=CN-NX;;"), ("/regions/%E5%AE%81%E5%A4%8F", "id=宁夏;;"),
            ("/regions/a%2Fb", "id=a/b;;"), ("/regions/all", ";;"), ("/regions/alll", "id=alll;;"),
            ("/regions/CN?unit=PFLOPS&as_of=batch%3A12", "id=CN;as_of=batch:12,unit=PFLOPS;"),
            ("/regions/CN?unit=a+b%2B", "id=CN;unit=a b+;"), ("/regions/CN?unit=a=b", "id=CN;unit=a=b;"),
            ("/regions/CN?unit&as_of=", "id=CN;as_of=,unit=;"), ("/regions/CN?&", "id=CN;;"),
        ])
    func `a handler gets the parameters of path and query, decoded`(target: String, expected: String) async throws {
        let answer = try await service.ask(target)
        #expect(answer.status == 200)
        #expect(answer.text == expected)
    }

    @Test(arguments: ["/regions/", "/regions", "/regions/a/b", "/regions/%FF", "/regions/%", "/batches//undo"])
    func `a path without a value for each parameter is not found`(target: String) async throws {
        #expect(try await service.ask(target).status == 404)
    }

    @Test(
        arguments: [
            ("/regions/CN?as-of=1", #"unknown parameter \"as-of\"; did you mean \"as_of\"?"#),
            ("/regions/CN?x=1", #"unknown parameter \"x\"; expected as_of or unit"#),
            ("/regions/all?x=1", #"unknown parameter \"x\"; expected none"#),
            ("/regions/CN?unit=a&unit=b", #"The query has \"unit\" twice; expected it once at most."#),
            ("/regions/CN?unit=%FF", #"\"unit=%FF\" in the query is not percent-encoded UTF-8."#),
        ])
    func `a wrong query is an error that says what would be right`(target: String, detail: String) async throws {
        let answer = try await service.ask(target)
        #expect(answer.status == 400)
        #expect(answer.text.contains(#""detail":"\#(detail)""#), "\(answer.text)")
    }

    @Test func `a body is given to the handler, up to the route's limit`() async throws {
        #expect(try await service.ask("/batches/7/undo", method: .post, body: "0123456789").text == "id=7;;0123456789")
        let answer = try await service.ask("/batches/7/undo", method: .post, body: "0123456789a")
        #expect(answer.status == 413)
        #expect(answer.text.contains("larger than 10 bytes"))
    }

    @Test func `a route that takes POST alone says so`() async throws {
        for method in [HTTPRequest.Method.get, .head] {
            let answer = try await service.ask("/batches/7/undo", method: method)
            #expect(answer.status == 405)
            #expect(answer.fields["allow"] == "POST")
        }
    }

    @Test func `a request is counted under its route's pattern`() async throws {
        try service.publish()
        for path in ["/regions/CN", "/regions/CN-NX", "/regions/all", "/elsewhere/1", "/elsewhere/2"] {
            _ = try await service.ask(path)
        }
        let text = try await service.ask("/metrics").text
        for line in [
            #"{route="/regions/{id}",status="200"} 2"#, #"{route="/regions/all",status="200"} 1"#,
            #"{route="other",status="404"} 2"#,
        ] { #expect(text.contains("mosaic_http_requests_total\(line)\n"), "\(line)") }
    }

    @Test func `no two patterns of the service answer one path`() {
        let patterns = RouteTable.mosaic.routes.map(\.pattern)
        for (index, pattern) in patterns.enumerated() {
            for other in patterns[(index + 1)...] { #expect(other.values(in: pattern.description) == nil) }
        }
    }
}
