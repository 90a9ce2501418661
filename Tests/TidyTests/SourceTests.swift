import Foundation
import Testing

/// The repository's own files, each held to each rule.
@Suite struct SourceTests {
    /// The files of Sources, taken apart once for all rules.
    static let sources = Result {
        try Repository.swiftFiles(under: "Sources").map { (file: $0, text: SourceText($0.text)) }
    }

    private func breaches(_ rule: (Repository.File, SourceText) -> [String]) throws -> String {
        try Self.sources.get().flatMap { file, text in rule(file, text).map { "\(file.path):\($0)" } }
            .joined(separator: "\n")
    }

    @Test func `a room imports what its row names, and Swift's own modules`() throws {
        let table = try RoomTable.shipped()
        #expect(try breaches { SourceRules.imports(of: $1, in: Repository.room(of: $0.path), table) } == "")
    }

    @Test func `no source file forces, traps or goes round the compiler`() throws {
        #expect(try breaches { SourceRules.safety(of: $1) } == "")
    }

    @Test func `no source file has work left undone`() throws {
        #expect(try breaches { file, _ in SourceRules.leftovers(in: file.text) } == "")
    }

    @Test(arguments: ["Sources", "Tests", "Fuzz"])
    func `a file of more than 400 lines says why`(folder: String) throws {
        let breaches = try Repository.swiftFiles(under: folder)
            .flatMap { file in SourceRules.length(of: file.text).map { "\(file.path): \($0)" } }
        #expect(breaches.joined(separator: "\n") == "")
    }

    @Test func `tests are named by sentences in backticks`() throws {
        let breaches = try ["Tests", "Fuzz"].flatMap { try Repository.swiftFiles(under: $0) }
            .flatMap { file in TestNameRule.breaches(in: SourceText(file.text)).map { "\(file.path):\($0)" } }
        #expect(breaches.joined(separator: "\n") == "")
    }

    @Test func `names of metrics stand in Exposition alone`() throws {
        #expect(try breaches { SourceRules.metricNames(in: $1, of: Repository.room(of: $0.path)) } == "")
    }

    @Test func `no library prints`() throws {
        #expect(
            try breaches { file, text in
                ["mosaic", "mosaicd"].contains(Repository.room(of: file.path)) ? [] : SourceRules.printing(in: text)
            } == "")
    }

    @Test func `no room has a type of its own name`() throws {
        #expect(try breaches { SourceRules.ownName(in: $1, of: Repository.room(of: $0.path)) } == "")
    }

    @Test func `no tracked file names a path of one machine`() throws {
        let breaches = try Repository.trackedFiles().filter { !$0.path.hasPrefix("Config/observations/") }
            .flatMap { file in SourceRules.machinePaths(in: file.text).map { "\(file.path):\($0)" } }
        #expect(breaches.joined(separator: "\n") == "")
    }

    @Test(arguments: ["make run", "make test"])
    func `the README names its two commands`(command: String) throws {
        #expect(try Repository.text(of: "README.md").contains(command))
    }
}
