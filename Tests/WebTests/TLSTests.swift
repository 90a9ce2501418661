import Config
import Foundation
import MosaicTestKit
import NIOSSL
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(20)))
struct TLSTests {
    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func `requests are answered over TLS, on a connection that is kept`(version: TLSVersion) async throws {
        let place = try TLSPlace()
        try place.service.publish(mebibytes: 8)
        let tls = try place.client { $0.maximumTLSVersion = version }
        try await place.service.served { port in
            try await RawClient.connected(to: port, tls: tls) { client in
                for _ in 0..<3 { try await client.expectHealthy() }
                #expect(try await client.get("/metrics").body.count > 8 << 20)
                try await client.send(String(repeating: "GET /-/ready HTTP/1.1\r\nHost: test\r\n\r\n", count: 20))
                for _ in 0..<20 { #expect(try await client.answer().status == 200) }
            }
        }
    }

    @Test func `a client that speaks no TLS is told what is spoken, and closed`() async throws {
        let place = try TLSPlace()
        try await place.service.served { port in
            try await RawClient.connected(to: port) { client in
                let answer = try await client.get("/metrics")
                #expect(answer.status == 400)
                #expect(answer.fields["content-type"] == "application/problem+json")
                #expect(answer.fields["connection"] == "close")
                #expect(answer.text.contains("TLS is spoken here"))
                #expect(try await client.isAtEnd())
            }
            for nonsense in ["\u{16}nonsense\r\n\r\n", "nonsense\r\n\r\n", "\u{0}\u{1}\u{2}"] {
                try await RawClient.connected(to: port) { client in
                    try await client.send(nonsense)
                    client.finish()
                    await #expect(throws: (any Error).self) { try await client.answer() }
                }
            }
            #expect(try await place.isAnswered(place.client(), port: port))
        }
    }

    @Test(
        arguments: [
            ("NoClientCert", "", [nil, "client", "nameless", "stranger", "expired"]),
            ("RequestClientCert", "", [nil, "client", "nameless", "stranger", "expired"]),
            ("RequireAnyClientCert", "", ["client", "nameless", "stranger", "expired"]),
            ("RequireClientCert", "", ["client", "nameless", "stranger", "expired"]),
            ("VerifyClientCertIfGiven", "client_ca_file: authority.pem", [nil, "client", "nameless"]),
            ("RequireAndVerifyClientCert", "client_ca_file: authority.pem", ["client", "nameless"]),
            ("RequireAndVerifyClientCert", "client_ca_file: other-authority.pem", ["stranger"]),
            (
                "RequireAndVerifyClientCert",
                "client_ca_file: authority.pem, client_allowed_sans: [other, scraper.example]", ["client"]
            ),
            ("RequestClientCert", "client_allowed_sans: [scraper.example]", ["client", "stranger", "expired"]),
            (
                "VerifyClientCertIfGiven", "client_ca_file: authority.pem, client_allowed_sans: [scraper.example]",
                ["client"]
            ),
            ("RequireAnyClientCert", "client_allowed_sans: [scraper@example.org]", ["client"]),
            ("RequireAnyClientCert", "client_allowed_sans: [\"192.0.2.7\"]", ["client"]),
            ("RequireAnyClientCert", "client_allowed_sans: [\"2001:db8::7\"]", ["client"]),
            ("RequireAnyClientCert", "client_allowed_sans: [\"spiffe://example/scraper\"]", ["client"]),
            ("RequireAnyClientCert", "client_allowed_sans: [client, \"*.example\"]", []),
        ] as [(String, String, [String?])])
    func `of clients' certificates those are let in that the rules name, and no others`(
        type: String, rules: String, welcome: [String?]
    ) async throws {
        let place = try TLSPlace(TLSPlace.asking(type, rules))
        try await place.service.served { port in
            for name in [nil, "client", "nameless", "stranger", "expired"] {
                for version in [TLSVersion.tlsv12, .tlsv13] {
                    let tls = try place.client(name) { $0.maximumTLSVersion = version }
                    #expect(await place.isAnswered(tls, port: port) == welcome.contains(name), "\(name ?? "none")")
                }
            }
        }
    }

    @Test(
        arguments: [
            ("", [TLSVersion.tlsv12, .tlsv13]),
            ("min_version: TLS10", [.tlsv1, .tlsv11, .tlsv12, .tlsv13]),
            ("min_version: TLS11, max_version: TLS12", [.tlsv11, .tlsv12]),
            ("max_version: TLS12", [.tlsv12]),
            ("min_version: TLS13", [.tlsv13]),
            ("cipher_suites: [TLS_AES_128_GCM_SHA256]", [.tlsv13]),
            ("cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]", [.tlsv12, .tlsv13]),
            // The server's key is no RSA key.
            ("cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]", [.tlsv13]),
        ])
    func `the versions are spoken that the rules name, and no others`(
        rules: String, spoken: [TLSVersion]
    ) async throws {
        let place = try TLSPlace("tls_server_config: { cert_file: server.pem, key_file: server.key, \(rules) }")
        try await place.service.served { port in
            for version in [TLSVersion.tlsv1, .tlsv11, .tlsv12, .tlsv13] {
                let tls = try place.client { configuration in
                    configuration.minimumTLSVersion = version
                    configuration.maximumTLSVersion = version
                }
                #expect(await place.isAnswered(tls, port: port) == spoken.contains(version), "\(version)")
            }
        }
    }

    @Test func `a curve that the rules don't name is not taken`() async throws {
        let place = try TLSPlace(
            "tls_server_config: { cert_file: server.pem, key_file: server.key, curve_preferences: [CurveP384, X25519] }"
        )
        try await place.service.served { port in
            for (curve, isTaken) in [(NIOTLSCurve.secp384r1, true), (.x25519, true), (.secp256r1, false)] {
                let tls = try place.client { $0.curves = [curve] }
                #expect(await place.isAnswered(tls, port: port) == isTaken)
            }
        }
    }

    @Test func `a renewed certificate is shown at the next connection, and a connection that is open stays`()
        async throws
    {
        let place = try TLSPlace()
        try await place.service.served { port in
            try await RawClient.connected(to: port, tls: try place.client()) { client in
                try await client.expectHealthy()
                for file in ["renewed.pem", "renewed.key"] {
                    let target = file.replacing("renewed", with: "server")
                    try place.folder.write(try place.folder.read(file), to: target)
                }
                try await client.expectHealthy()
            }
            #expect(try await showsRenewed(place, port))
        }
    }

    @Test func `a change with a fault leaves what was, until there is none`() async throws {
        let place = try TLSPlace()
        try await place.service.served { port in
            for text in ["", "tls_server_confg: {}", TLSPlace.plain.replacing("server.key", with: "client.key")] {
                try place.folder.write(text, to: "web.yml")
                #expect(try await place.isAnswered(place.client(), port: port))
            }
            try FileManager.default.removeItem(at: place.folder.url.appending(path: "web.yml"))
            #expect(try await !showsRenewed(place, port))
            try place.folder.write(TLSPlace.plain.replacing("server.", with: "renewed."), to: "web.yml")
            #expect(try await showsRenewed(place, port))
        }
    }

    @Test func `a certificate is renewed though web.yml has a fault, once its key is there too`() async throws {
        let place = try TLSPlace()
        try await place.service.served { port in
            try place.folder.write("nonsense: 1", to: "web.yml")
            #expect(try await !showsRenewed(place, port))
            try place.folder.write(place.folder.read("renewed.pem"), to: "server.pem")
            #expect(try await !showsRenewed(place, port))
            try place.folder.write(place.folder.read("renewed.key"), to: "server.key")
            #expect(try await showsRenewed(place, port))
        }
    }

    @Test func `TLS that is taken out of the rules is spoken no more`() async throws {
        let place = try TLSPlace()
        try await place.service.served { port in
            #expect(try await place.isAnswered(place.client(), port: port))
            try place.folder.write("tls_server_config: {}", to: "web.yml")
            #expect(await place.isAnswered(nil, port: port))
            #expect(try await !place.isAnswered(place.client(), port: port))
        }
    }

    @Test(arguments: ["", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}"])
    func `a handshake that never ends is closed when a header's time is over`(begin: String) async throws {
        var limits = WebLimits()
        limits.head = .milliseconds(20)
        let place = try TLSPlace(limits: limits)
        try await place.service.served { port in
            try await RawClient.connected(to: port) { client in
                // A socket that is closed with unread bytes resets its connection.
                try? await client.send(begin)
                let isAtEnd = (try? await client.isAtEnd()) ?? true
                #expect(isAtEnd)
            }
        }
    }

    @Test func `beyond the limit a handshake that has not ended gives way at once`() async throws {
        var limits = WebLimits()
        limits.connections = 1
        limits.linger = .seconds(3600)
        limits.head = .seconds(3600)
        let place = try TLSPlace(limits: limits)
        let server = try await place.service.bind()
        try await place.service.running(server) { running in
            let port = running.port
            try await RawClient.connected(to: port) { silent in
                while server.register.count < 1 { await Task.yield() }
                let tls = try place.client()
                #expect(await place.isAnswered(tls, port: port))
                #expect(try await silent.isAtEnd())
            }
        }
    }

    /// Whether the server shows the renewed certificate, which is signed by another authority.
    private func showsRenewed(_ place: TLSPlace, _ port: Int) async throws -> Bool {
        let first = await place.isAnswered(try place.client(), port: port)
        let tls = try place.client { $0.trustRoots = .file(place.folder.path("other-authority.pem")) }
        let renewed = await place.isAnswered(tls, port: port)
        #expect(first != renewed)
        return renewed
    }
}
