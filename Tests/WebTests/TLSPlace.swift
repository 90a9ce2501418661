import Config
import Exposition
import Foundation
import Indicators
import MosaicTestKit
import NIOSSL

@testable import Web

/// A service behind a `web.yml`, among the certificates of the tests.
struct TLSPlace: Sendable {
    let folder: TemporaryFolder
    let gate: WebGate
    let service: TestService

    /// The certificates and keys: `server.pem`, `server.key`, and so on.
    static let certificates = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Cases/web/pem").standardizedFileURL

    /// The server's certificate, and no more rules.
    static let plain = "tls_server_config: { cert_file: server.pem, key_file: server.key }"

    /// A place with a `web.yml` of this text.
    ///
    /// - Parameter hash: whether a password is that of a hash; nil: as libcrypt says.
    init(
        _ text: String = Self.plain, limits: WebLimits = WebLimits(), isHealthOpen: Bool = true,
        hash: (@Sendable ([UInt8], String) -> Bool)? = nil
    ) throws {
        folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.certificates.path) {
            try FileManager.default.copyItem(
                at: Self.certificates.appending(path: name), to: folder.url.appending(path: name))
        }
        let path = try folder.write(text, to: "web.yml")
        let requests = HTTPRequestMetrics()
        let passwords = PasswordChecks(
            limits, timer: RequestWork.systemTimer, hash: hash ?? { Bcrypt.isRight($0, for: $1) })
        gate = try WebGate(
            path: path, isHealthOpen: isHealthOpen, metrics: requests, log: TestService.silent,
            now: { Timestamp(microseconds: 1_772_352_000_000_000) }, files: DiskFiles(), limits: limits,
            passwords: passwords)
        service = TestService(limits: limits, gate: gate, requests: requests)
    }

    /// The server's certificate and rules for clients' certificates.
    static func asking(_ type: String, _ more: String = "") -> String {
        "tls_server_config: { cert_file: server.pem, key_file: server.key, client_auth_type: \(type), \(more) }"
    }

    /// What a client speaks TLS with.
    ///
    /// - Parameters:
    ///   - name: the certificate that it shows; nil: none.
    ///   - change: further settings.
    func client(
        _ name: String? = nil, _ change: (inout TLSConfiguration) -> Void = { _ in }
    ) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(folder.path("authority.pem"))
        if let name {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(folder.path("\(name).pem")).map {
                .certificate($0)
            }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(folder.read("\(name).key")), format: .pem))
        }
        change(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    /// Whether a client is let in and answered.
    func isAnswered(_ tls: NIOSSLContext?, port: Int) async -> Bool {
        let answer = try? await RawClient.connected(to: port, tls: tls) { client in
            try await client.get("/-/healthy").status
        }
        return answer == 200
    }
}
