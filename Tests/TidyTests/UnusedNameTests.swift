import Testing

/// Public names that only tests use, or nobody.
@Suite struct UnusedNameTests {
    /// Names that may stay, with the reason. An exception that is no longer needed is an error.
    static let exceptions: [String: String] = [:]

    @Test func `no public name is used by tests alone, and no exception is left that is not needed`() throws {
        let sources = try SourceTests.sources.get()
        var programs = Dictionary(uniqueKeysWithValues: sources.map { ($0.file.path, $0.text.code) })
        for file in try Repository.swiftFiles(under: "Benchmarks") { programs[file.path] = SourceText(file.text).code }
        let names = UnusedNames(programs: programs, tests: try Repository.swiftFiles(under: "Tests").map(\.text))
        var needed: Set<String> = []
        var breaches: [String] = []
        for (file, text) in sources {
            for found in names.declarations(in: file.path, text.code) {
                let exception = "\(file.path) \(found.name)"
                if Self.exceptions[exception] == nil {
                    breaches.append("\(file.path):\(found.line): no program uses \(found.name)")
                } else {
                    needed.insert(exception)
                }
            }
        }
        #expect(breaches.joined(separator: "\n") == "")
        #expect(Set(Self.exceptions.keys).subtracting(needed) == [])
    }

    private static let library = """
        public struct Trend {
            public let slope: Double
            public static func trend(of years: [Int]) -> Trend { Trend(slope: 0) }
            public mutating func widen() {}
            package var seam: Int { 1 }
            package var used: Int { seam }
            func inner() {}
            public static func < (left: Self, right: Self) -> Bool { true }
            public private(set) var count = 0
            public final class func make() {}
        }
        """

    private func unused(program: String, test: String) -> [String] {
        let code = SourceText(Self.library).code
        let programs = ["Library.swift": code, "Program.swift": SourceText(program).code]
        return UnusedNames(programs: programs, tests: [test]).declarations(in: "Library.swift", code).map(\.name)
    }

    @Test func `the declarations of a file are found by their names`() {
        let found = UnusedNames.declarations(in: SourceText(Self.library).code)
        #expect(found.map(\.name) == ["Trend", "slope", "trend", "widen", "seam", "used", "count", "make"])
        #expect(found.map(\.line) == [1, 2, 3, 4, 5, 6, 9, 10])
        #expect(found.filter(\.isUsedByOwnFile).map(\.name) == ["Trend", "seam", "used"])
    }

    @Test func `a name that a program uses is none, and a mention in a comment is no use`() {
        let all = "trend(of: []).slope; widen(); used; count; make()"
        #expect(unused(program: all, test: "") == [])
        #expect(unused(program: all + "// a", test: all) == [])
        #expect(unused(program: "// " + all, test: all) == ["slope", "trend", "widen", "used", "count", "make"])
    }

    @Test func `a name that nobody uses is found, and so is one that only its own file and a test use`() {
        #expect(unused(program: "trend(of: []); used; count; make()", test: "") == ["widen"])
        #expect(unused(program: "trend(of: []); used; count; make()", test: "slope") == ["slope", "widen"])
    }
}
