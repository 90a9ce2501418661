import Config
import Foundation
import MosaicTestKit
import Reports
import Testing

@testable import Client

/// Where a token may go, and where it may come from.
@Suite struct ServiceAddressTests {
    @Test(arguments: [
        ("https://mosaic.example", "https://mosaic.example"),
        ("https://mosaic.example:9831/", "https://mosaic.example:9831"),
        ("https://example.org/mosaic/", "https://example.org/mosaic"),
        ("http://127.0.0.1:9831", "http://127.0.0.1:9831"),
        ("http://localhost", "http://localhost"), ("http://[::1]:1", "http://[::1]:1"),
    ])
    func `a service is reached by TLS, or on this machine`(text: String, address: String) throws {
        #expect(try ServiceAddress(text).text == address)
    }

    @Test(arguments: [
        "http://mosaic.example", "http://127.0.0.1.example", "http://127.evil", "mosaic.example", "",
        "ftp://mosaic.example",
        "https://", "https://user:secret@mosaic.example", "https://mosaic.example?x=1", "https://mosaic.example#x",
        "https:///x",
    ])
    func `any other address is refused before a token is sent`(text: String) throws {
        let fault = try #require(throws: ClientFault.self) { try ServiceAddress(text) }
        #expect(fault.status == .usage && !fault.description.contains("secret"))
    }

    @Test(arguments: [("", 78), ("two words", 78), ("line\nline", 78), ("wörd", 78)])
    func `a file that is no token is refused, and not shown`(text: String, status: Int32) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "token")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let fault = try #require(throws: ClientFault.self) { try ServiceToken(file: path, files: DiskFiles()) }
        #expect(fault.status.rawValue == status)
        #expect(text.isEmpty || !fault.description.contains(text))
    }

    @Test(arguments: [(0o604, false), (0o644, false), (0o602, false), (0o600, true), (0o640, true)])
    func `a token that every user may read is refused`(mode: Int, isTaken: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("secret\n", to: "token")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        if isTaken {
            #expect(try ServiceToken(file: path, files: DiskFiles()).secret == "secret")
        } else {
            let fault = try #require(throws: ClientFault.self) { try ServiceToken(file: path, files: DiskFiles()) }
            #expect(fault.status == .notAllowed)
        }
    }

    @Test func `authorities are certificates`() throws {
        let pem = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases/web/pem")
            .standardizedFileURL.path
        _ = try TrustedAuthorities(file: "\(pem)/authority.pem", files: DiskFiles())
        for (name, status) in [("server.key", Reports.ExitStatus.configuration), ("none.pem", .noInput)] {
            let fault = try #require(throws: ClientFault.self) {
                try TrustedAuthorities(file: "\(pem)/\(name)", files: DiskFiles())
            }
            #expect(fault.status == status)
        }
    }
}
