import Config
import Exposition
import Foundation
import HTTPTypes
import MosaicTestKit
import Testing

@testable import Web

@Suite
struct WebGateTests {
    private static let secret = "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC"

    @Test
    func `of a rate as many are let in as may come at once, and then one each interval`() throws {
        var limiter = RateLimiter(try Self.rate("100ms", 3))
        let start = ContinuousClock.now
        var waits: [Duration?] = []
        for milliseconds in [0, 0, 0, 0, 50, 100, 100, 199, 200, 1000, 1000, 1000, 1000] {
            waits.append(limiter.wait(at: start + .milliseconds(milliseconds)))
        }
        #expect(
            waits == [
                nil, nil, nil, .milliseconds(100), .milliseconds(50), nil, .milliseconds(100), .milliseconds(1), nil,
                nil, nil, nil, .milliseconds(100),
            ])
    }

    @Test
    func `what is too much is answered 429 with the time to wait, before any password, and health goes on`()
        async throws
    {
        let place = try TLSPlace("rate_limit: { interval: 10h, burst: 2 }\nbasic_auth_users: { a: \(Self.secret) }")
        #expect(try await place.service.ask("/").status == 401)
        #expect(try await place.service.ask("/nothing").status == 401)
        let answer = try await place.service.ask("/")
        #expect(answer.status == 429)
        #expect(try (35_000...36_000).contains(#require(answer.fields["retry-after"].flatMap { Int($0) })))
        #expect(try await place.service.ask("/-/healthy").status == 200)
        // The same limit is not begun anew by another change.
        try place.folder.write("rate_limit: { interval: 10h, burst: 2 }", to: "web.yml")
        #expect(try await place.service.ask("/").status == 429)
        try place.folder.write("rate_limit: { interval: 10h, burst: 3 }", to: "web.yml")
        #expect(try await place.service.ask("/").status == 200)
    }

    @Test
    func `the configured fields stand in every answer's header, those of errors too`() async throws {
        let place = try TLSPlace(
            "http_server_config: { headers: { X-Frame-Options: deny, Strict-Transport-Security: max-age=9 } }")
        for (target, method) in [("/", HTTPRequest.Method.get), ("/nothing", .get), ("/", .post), ("/-/ready", .get)] {
            let answer = try await place.service.ask(target, method: method)
            #expect(answer.fields["x-frame-options"] == "deny")
            #expect(answer.fields["strict-transport-security"] == "max-age=9")
        }
        try place.folder.write("http_server_config: { headers: {} }", to: "web.yml")
        #expect(try await place.service.ask("/").fields["x-frame-options"] == nil)
    }

    @Test
    func `what was read, and until when the certificate holds, is told as metrics`() async throws {
        let place = try TLSPlace()
        try place.service.publish()
        func values() async throws -> [String] {
            try await place.service.ask("/metrics").text.split(separator: "\n").filter {
                $0.hasPrefix("mosaic_web_")
            }.map(String.init)
        }
        let read = [
            "mosaic_web_config_last_reload_successful 1",
            "mosaic_web_config_last_reload_success_timestamp_seconds 1772352000",
            "mosaic_web_certificate_end_timestamp_seconds 4733510400",
        ]
        #expect(try await values() == read)
        try place.folder.write("nonsense: 1", to: "web.yml")
        #expect(try await values() == [read[0].replacing("1", with: "0")] + read.dropFirst())
        try place.folder.write("rate_limit:", to: "web.yml")
        #expect(try await values() == Array(read.dropLast()))
    }

    @Test
    func `a configuration that can't be read at the start is an error with its place`() throws {
        let error = #expect(throws: ConfigFaults.self) { try TLSPlace("tls_server_config: { cert_file: server.pem }") }
        #expect(error?.lines.count == 1)
        #expect(error?.lines.first?.contains("web.yml:1:1: `tls_server_config` lacks `key_file`") == true)
    }

    private static func rate(_ interval: String, _ burst: Int) throws -> WebConfiguration.RateLimit {
        let place = try TLSPlace("rate_limit: { interval: \(interval), burst: \(burst) }")
        return try #require(place.gate.rules().rateLimit)
    }
}
