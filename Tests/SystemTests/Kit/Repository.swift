import Foundation

/// The files of the repository that the tests were built from.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

    /// The text of a file.
    static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

    /// The files of a folder whose name ends so, sorted.
    static func files(in folder: String, ending suffix: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: url(folder).path).filter { $0.hasSuffix(suffix) }.sorted()
            .map { url("\(folder)/\($0)") }
    }

    /// The shipped observation files.
    static func observations() throws -> [URL] { try files(in: "Config/observations", ending: ".csv") }
}
