import Exposition
import Testing

@testable import Web

@Suite("The routes", .timeLimit(.minutes(1)))
struct RoutesTests {
    private let service = TestService()

    @Test(
        "are answered with text, type, length and date", arguments: [("/-/healthy", "healthy"), ("/-/ready", "ready")])
    func states(path: String, word: String) async throws {
        try service.publish()
        let answer = try await get(path)
        #expect(answer.status == 200)
        #expect(answer.text == "Mosaic is \(word).\n")
        #expect(
            answer.fields == [
                "content-type": "text/plain; charset=utf-8", "content-length": String(answer.text.utf8.count),
                "date": "Sun, 01 Mar 2026 08:00:00 GMT", "x-content-type-options": "nosniff",
                "cache-control": "no-store",
            ])
    }

    @Test("say before the first snapshot that there is none", arguments: ["/metrics", "/-/ready"])
    func notReady(path: String) async throws {
        service.publication.publish(service: try TestService.metrics("mosaic_test_service", 2))
        let answer = try await get(path)
        #expect(answer.status == 503)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(
            answer.text
                == #"{"type":"about:blank","title":"Service Unavailable","status":503,"#
                + #""detail":"There is no snapshot yet. Status: starting"}"# + "\n")
        #expect(try await get("/-/healthy").status == 200)
    }

    @Test("begin with a page that browsers don't guess about")
    func index() async throws {
        try service.publish()
        let answer = try await get("/")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        #expect(answer.text.contains("Version 1.2.3. Status: serving."))
    }

    @Test(
        "are those of the table",
        arguments: ["/nothing", "/metrics/", "/METRICS", "//metrics", "/-/", "/-/reload", "/%2D/healthy", "*"])
    func unknown(path: String) async throws {
        let answer = try await get(path)
        #expect(answer.status == 404)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.text.contains(#""status":404"#))
    }

    @Test(
        "don't depend on the query or the target's form",
        arguments: ["/-/healthy?a=b", "http://test/-/healthy", "/-/healthy?"])
    func targets(target: String) async throws {
        #expect(try await get(target).text == "Mosaic is healthy.\n")
    }

    @Test(
        "take other methods for an error, and say which they take",
        arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    func methods(method: String) async throws {
        try await service.served { port in
            try await RawClient.connected(to: port) { client in
                for route in Route.allCases {
                    let answer = try await client.get(route.path, method: method, "Content-Length: 0")
                    #expect(answer.status == 405)
                    #expect(answer.fields["allow"] == "GET, HEAD")
                    #expect(answer.fields["content-type"] == "application/problem+json")
                }
            }
        }
    }

    @Test("answer HEAD as GET without the body", arguments: ["/", "/-/healthy", "/-/ready", "/nothing", "/metrics"])
    func head(path: String) async throws {
        try service.publish()
        try await service.served { port in
            try await RawClient.connected(to: port) { client in
                let head = try await client.get(path, method: "HEAD")
                let get = try await client.get(path)
                #expect(head.status == get.status)
                #expect(head.body.count == 0)
                // What is counted changes with each request.
                let varying: Set = path == "/metrics" ? ["content-length"] : []
                #expect(
                    head.fields.filter { !varying.contains($0.key) } == get.fields.filter { !varying.contains($0.key) })
                #expect(head.fields["content-length"] != "0")
                // Had the answer to HEAD had a body, this one would not begin with a status line.
                #expect(try await client.get("/-/healthy").status == 200)
            }
        }
    }

    private func get(_ path: String) async throws -> RawClient.Answer {
        try await service.served { port in
            try await RawClient.connected(to: port) { client in try await client.get(path) }
        }
    }
}
