import Foundation

/// The files of the repository that the tests were built from.
enum Repository {
    /// A file under its path from the top.
    struct File {
        let path: String
        let text: String
    }

    /// The top of the repository.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file's text; bytes that are no UTF-8 are replaced.
    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }

    /// The Swift files under a folder, with their paths from the top.
    static func swiftFiles(under folder: String) throws -> [File] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return try names.filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }.sorted()
            .map { File(path: "\(folder)/\($0)", text: try text(of: "\(folder)/\($0)")) }
    }

    /// The room of a source file: the folder under Sources.
    static func room(of path: String) -> String { String(path.split(separator: "/")[1]) }

    /// The files that git tracks or would.
    static func trackedFiles() throws -> [File] {
        let list = try output(of: ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        return try list.split(separator: "\0").map(String.init)
            .filter { FileManager.default.fileExists(atPath: root.appendingPathComponent($0).path) }
            .map { File(path: $0, text: try text(of: $0)) }
    }

    /// What a program prints, run at the top of the repository.
    static func output(of command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = root
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CocoaError(.executableLoad, userInfo: [NSDebugDescriptionErrorKey: command.joined(separator: " ")])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
