import Config
import Crypto
import Exposition
import Formats
import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record

@testable import Web

/// A service on an empty record and the shipped catalog, and a file of tokens by which may be written.
struct PushPlace {
    let folder: TemporaryFolder
    let service: TestService
    let requests = HTTPRequestMetrics()

    static let shipped = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try MosaicConfiguration.load(path: root.appending(path: "Config/mosaicd.yaml").path)
    }

    /// A text of 40 characters as a token, and its SHA-256.
    static let token = "mosaic_0123456789abcdef0123456789abcdef0"
    static let sha256 = sha256(of: token)

    static func sha256(of text: String) -> String { Array(SHA256.hash(data: Array(text.utf8))).hexadecimal }

    /// - Parameter tokens: the file's text; nil: one of everything for ``token``.
    init(tokens: String? = nil, limits: WebLimits = WebLimits(), gate: WebGate? = nil) throws {
        folder = try TemporaryFolder()
        try folder.write(tokens ?? "bureau: { sha256: \(Self.sha256) }\n", to: "tokens.yaml")
        try Self.close(folder.path("tokens.yaml"))
        let configuration = try Self.shipped.get()
        let writes = try WriteGate(
            path: folder.path("tokens.yaml"), configuration: { configuration }, metrics: requests,
            log: TestService.silent, now: { .noon })
        service = TestService(limits: limits, gate: gate, writes: writes, requests: requests)
    }

    /// Lets nobody but its owner read a file.
    static func close(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// Pushes a text with a token.
    func push(
        _ text: String, query: String = "", token: String? = PushPlace.token, _ more: HTTPFields = [:]
    ) async throws -> Answer {
        var fields = more
        if let token { fields[.authorization] = "Bearer \(token)" }
        return try await service.ask("/api/v1/batches\(query)", method: .post, fields, body: text)
    }

    /// Undoes a batch.
    func undo(_ batch: Int, query: String = "", token: String? = PushPlace.token) async throws -> Answer {
        let fields: HTTPFields = token.map { [.authorization: "Bearer \($0)"] } ?? [:]
        return try await service.ask("/api/v1/batches/\(batch)/undo\(query)", method: .post, fields)
    }

    /// How many batches are recorded.
    var batches: Int { get throws { try service.record.view().batches().count } }

    /// A file of rows.
    static func csv(_ rows: String...) -> String { csv(rows) }

    /// A file of rows.
    static func csv(_ rows: [String]) -> String {
        (["indicator,region,period,value,unit"] + rows).joined(separator: "\n") + "\n"
    }

    static let row = csv("computing_power,CN-NM,2024,1,EFLOPS")
}
