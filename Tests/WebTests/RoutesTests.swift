import Exposition
import HTTPTypes
import Testing

@testable import Web

@Suite
struct RoutesTests {
    private let service = TestService()

    @Test(arguments: [("/-/healthy", "healthy"), ("/-/ready", "ready")])
    func `a state is answered with text, type, length and date`(path: String, word: String) async throws {
        try service.publish()
        let answer = try await service.ask(path)
        #expect(answer.status == 200)
        #expect(answer.text == "Mosaic is \(word).\n")
        #expect(
            answer.fields == [
                "content-type": "text/plain; charset=utf-8", "content-length": String(answer.text.utf8.count),
                "date": "Sun, 01 Mar 2026 08:00:00 GMT", "x-content-type-options": "nosniff",
                "cache-control": "no-store", "x-request-id": "test",
            ])
    }

    @Test(arguments: ["/metrics", "/-/ready", "/api/v1/gaps"])
    func `before the first snapshot a route says that there is none`(path: String) async throws {
        service.publication.publish(service: try TestService.metrics("mosaic_test_service", 2))
        let answer = try await service.ask(path)
        #expect(answer.status == 503)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(
            answer.text
                == #"{"type":"about:blank","title":"Service Unavailable","status":503,"#
                + #""detail":"There is no snapshot yet. Status: starting","request_id":"test"}"# + "\n")
        #expect(try await service.ask("/-/healthy").status == 200)
    }

    @Test func `the first page is one that browsers don't guess about`() async throws {
        try service.publish()
        let answer = try await service.ask("/")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        #expect(answer.text.contains("Mosaic 1.2.3"))
    }

    @Test(
        arguments: [
            "/nothing", "/metrics/", "/METRICS", "//metrics", "/-/", "/-/reload", "/%2D/healthy", "*", "/api/v1",
            "/api/v1/gaps/x",
        ])
    func `a path that no route has is not found`(path: String) async throws {
        let answer = try await service.ask(path)
        #expect(answer.status == 404)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.text.contains(#""status":404"#))
        for route in RouteTable.mosaic.routes { #expect(answer.text.contains("\(route.pattern)")) }
    }

    @Test(arguments: ["/-/healthy?a=b", "http://test/-/healthy", "/-/healthy?"])
    func `a state depends neither on the query nor on the target's form`(target: String) async throws {
        #expect(try await service.ask(target).text == "Mosaic is healthy.\n")
    }

    @Test(arguments: RouteTable.mosaic.routes.map(\.pattern.description))
    func `another method is an error, which says which methods the path takes`(path: String) async throws {
        let route = try #require(RouteTable.mosaic.find(path)?.route)
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"].compactMap({ HTTPRequest.Method($0) }
        ) {
            let answer = try await service.ask(path, method: method)
            guard !route.methods.contains(method) else {
                #expect(answer.status != 405)
                continue
            }
            #expect(answer.status == 405)
            #expect(answer.fields["allow"] == route.methods.map(\.rawValue).joined(separator: ", "))
            #expect(answer.fields["content-type"] == "application/problem+json")
        }
    }

    @Test(arguments: RouteTable.mosaic.routes.map(\.pattern.description))
    func `OPTIONS says which methods the path takes, before the first snapshot too`(path: String) async throws {
        let route = try #require(RouteTable.mosaic.find(path)?.route)
        let answer = try await service.ask(path, method: .options)
        #expect(answer.status == 204)
        #expect(answer.fields["allow"] == (route.methods.map(\.rawValue) + ["OPTIONS"]).joined(separator: ", "))
        #expect(answer.fields["content-length"] == nil)
        #expect(answer.body.isEmpty)
    }

    @Test func `OPTIONS of the server says what any path takes`() async throws {
        let answer = try await service.ask("*", method: .options)
        #expect(answer.status == 204)
        #expect(answer.fields["allow"] == "GET, HEAD, POST, OPTIONS")
        #expect(answer.fields["content-length"] == nil)
        #expect(try await service.ask("*").status == 404)
    }

    @Test func `OPTIONS of a path that no route has is not found`() async throws {
        #expect(try await service.ask("/nothing", method: .options).status == 404)
    }

    @Test
    func `what can be read can be asked for by GET and HEAD, and by POST is Prometheus's remote read and what writes`()
    {
        for route in RouteTable.mosaic.routes {
            let isRemoteRead = route.pattern == "/api/v1/read"
            let isRead = !isRemoteRead && route.pattern != "/api/v1/batches/{id}/undo"
            let isWritten = isRemoteRead || route.writing != nil
            #expect(
                route.methods == (isRead ? [.get, .head] : []) + (isWritten ? [.post] : []), "\(route.pattern)")
        }
    }

    @Test(arguments: RouteTable.mosaic.routes.map(\.pattern.description) + ["/nothing"])
    func `HEAD is answered as GET without the body`(path: String) async throws {
        try service.publish()
        let head = try await service.ask(path, method: .head)
        let get = try await service.ask(path)
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        // What is counted changes with each request.
        let varying: Set = path == "/metrics" ? ["content-length"] : []
        #expect(head.fields.filter { !varying.contains($0.key) } == get.fields.filter { !varying.contains($0.key) })
        #expect(head.fields["content-length"] != "0")
    }
}
