import Config
import Exchange
import Foundation
import MosaicTestKit
import Synchronization

@testable import Client

/// A client with a token and a file, and the waits that it makes.
struct PushPlace {
    static let secret = "mosaic-0123456789abcdef"

    let folder: TemporaryFolder
    let waits = Waits()

    final class Waits: Sendable {
        private let all = Mutex<[Duration]>([])
        var seconds: [Int64] { all.withLock { $0.map(\.components.seconds) } }
        func add(_ wait: Duration) { all.withLock { $0.append(wait) } }
    }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.secret + "\n", to: "token")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("token"))
        try folder.write("a,b\n1,2\n", to: "figures.csv")
    }

    func client(of address: String) throws -> ServiceClient {
        let waits = waits
        return try ServiceClient(
            of: ServiceAddress(address), token: ServiceToken(file: folder.path("token"), files: DiskFiles()),
            trust: .ofSystem, agent: "mosaic/test"
        ) { waits.add($0) }
    }

    func push(to server: ScriptedServer, _ asked: [URLQueryItem] = []) async throws -> ServiceAnswer {
        try await client(of: server.address).push(InputFile(folder.path("figures.csv")), asked) { _ in }
    }
}
