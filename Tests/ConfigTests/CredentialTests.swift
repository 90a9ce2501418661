import Foundation
import Testing

@testable import Config

@Suite struct CredentialTests {
    private func folder(_ files: [String: Int16]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mosaic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        for (name, mode) in files {
            let file = folder.appending(path: name)
            try Data("secret of \(name)".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        }
        return folder
    }

    @Test func `a credential is read by its name, wherever the file is that names it`() throws {
        let folder = try folder(["key": 0o400])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = CatalogPaths.resolve("credential:key", besideFile: "/etc/mosaic/web.yml")
        #expect(try DiskFiles(credentials: folder.path).bytes(ofFile: path) == Array("secret of key".utf8))
    }

    @Test(arguments: ["credential:other", "credential:", "credential:../key", "credential:/key"])
    func `what is no credential is refused, and so is what is elsewhere`(path: String) throws {
        let folder = try folder(["key": 0o400])
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: FileReadingFault.noCredential) {
            try DiskFiles(credentials: folder.appending(path: "x").path).bytes(ofFile: path)
        }
    }

    @Test func `without a service manager there are no credentials`() {
        #expect(throws: FileReadingFault.noCredential) {
            try DiskFiles(credentials: nil).bytes(ofFile: "credential:key")
        }
    }

    @Test(arguments: [0o404, 0o402, 0o644] as [Int16])
    func `a credential that every user may read or write is refused`(mode: Int16) throws {
        let folder = try folder(["key": mode])
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: FileReadingFault.readableByAll) {
            try DiskFiles(credentials: folder.path).bytes(ofFile: "credential:key")
        }
    }
}
