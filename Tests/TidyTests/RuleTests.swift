import Testing

/// Every rule, on a small sample that breaks it and one that does not.
@Suite struct RuleTests {
    @Test(arguments: [
        ("import Foundation", []),
        ("internal import Indicators\npublic import Indicators", []),
        ("let word = \"import GRDB\" // import GRDB", []),
        ("let important = imports.import", []),
        ("import GRDB", ["1: Record may not import GRDB"]),
        ("\n@preconcurrency internal import struct GRDB.Row", ["2: Record may not import GRDB"]),
        ("@_spi(Testing) import Formats", ["1: Record may not import Formats"]),
        ("/* a\n*/ import Yams", ["2: Record may not import Yams"]),
    ])
    func `an import that the row does not name is a breach`(source: String, breaches: [String]) {
        let table = RoomTable(page: "## Rooms\n| `Record` | The contract. | Indicators |")
        #expect(SourceRules.imports(of: SourceText(source), in: "Record", table) == breaches)
    }

    @Test func `a folder that is no room is a breach`() {
        let breaches = SourceRules.imports(of: SourceText(""), in: "Attic", RoomTable(page: RoomTableTests.page))
        #expect(breaches == ["there is no room Attic in the table"])
    }

    @Test(arguments: [
        "let a = try! f()", "let a = b as! C", "fatalError(\"x\")", "struct A: @unchecked Sendable {}",
        "nonisolated(unsafe) var a = 1", "a!.b()", "f()!", "a[0]!", "(a as? B)!", "a?.b!", "var a: Int!",
        "var a: [Int]!",
        "f(a!, b)", "\"\\(a!)\"", "\"\"\"\n\\(f(b)!)\n\"\"\"", "a! == b", "a! != b", "return a!",
    ])
    func `what forces or traps is a breach`(source: String) {
        #expect(SourceRules.safety(of: SourceText(source)).count == 1)
    }

    @Test(arguments: [
        "a != b", "a!=b", "if !a, !(b && !c) {}", "f(!a)", "\"wrong!\"", "#\"a\"! \\(b!)\"#", "// a!",
        "/* /* try! */ a! */",
        "\"\\\"!\" // fatalError", "try? f()", "a as? B", "#if !os(Linux)\n#endif", "\"\"\"\nas! \"quoted\"!\n\"\"\"",
        "[!a]", "a ? !b : !c", "{ !$0.isEmpty }",
    ])
    func `what only looks like it is none`(source: String) {
        #expect(SourceRules.safety(of: SourceText(source)).isEmpty)
    }

    @Test func `work left undone is a breach, in a comment too`() {
        #expect(SourceRules.leftovers(in: "a()\n// TO" + "DO: b()").map(\.self) == ["2: work left undone"])
        #expect(SourceRules.leftovers(in: "// FIX" + "ME").count == 1)
        #expect(SourceRules.leftovers(in: "let method = \"TODOS\"").isEmpty)
    }

    @Test func `a file of 401 lines is a breach unless it says why`() {
        let lines = String(repeating: "a()\n", count: 400)
        #expect(SourceRules.length(of: lines).isEmpty)
        #expect(SourceRules.length(of: lines + "a()\n").count == 1)
        #expect(SourceRules.length(of: "// Longer than 400 lines: a table of units.\n" + lines).isEmpty)
        #expect(SourceRules.length(of: lines + "// Longer than 400 lines: a table of units.\n").count == 1)
    }

    @Test(arguments: [
        "@Test func works() {}", "@Test(\"works\") func `it works`() {}",
        "@Test(\n  \"works\",\n  arguments: [1]) func `it works`(n: Int) {}",
        "@Suite(\"Works\") struct Works {}", "@Test(arguments: [1])\n@MainActor func works(n: Int) {}",
        "@Test func `works`() {}",
    ])
    func `a test or suite with a display name, and a test without a sentence, is a breach`(source: String) {
        #expect(TestNameRule.breaches(in: SourceText(source)).count == 1)
    }

    @Test(arguments: [
        "@Test func `it works`() {}", "@Test(arguments: [\"a\"])\nfunc `it works`(text: String) {}",
        "@Suite struct Works {}",
        "@Suite(.serialized) struct Works {}", "func works() {}",
    ])
    func `a test that is named by a sentence in backticks is none`(source: String) {
        #expect(TestNameRule.breaches(in: SourceText(source)).isEmpty)
    }

    @Test func `a metric's name outside Exposition is a breach`() {
        let text = SourceText("// mosaic_target_gap\nlet name = \"mosaic_target_gap\"\nlet other = \"mosaic\"")
        #expect(SourceRules.metricNames(in: text, of: "Web") == ["2: the metric's name mosaic_target_gap"])
        #expect(SourceRules.metricNames(in: text, of: "Exposition").isEmpty)
    }

    @Test func `printing is a breach`() {
        #expect(SourceRules.printing(in: SourceText("print(a)\n  debugPrint(a)")).count == 2)
        #expect(
            SourceRules.printing(in: SourceText("footprint(a); a.print(b); \"print(a)\"\nfunc print(_ a: A) {}"))
                .isEmpty)
    }

    @Test func `a type of the room's own name is a breach`() {
        #expect(SourceRules.ownName(in: SourceText("public struct Record {}"), of: "Record").count == 1)
        #expect(SourceRules.ownName(in: SourceText("struct RecordFile {}; protocol Store {}"), of: "Record").isEmpty)
    }

    @Test func `a path of one machine is a breach`() {
        #expect(SourceRules.machinePaths(in: "cd /ro" + "ot/mosaic").count == 1)
        #expect(SourceRules.machinePaths(in: "at /ho" + "me/li/mosaic.db").count == 1)
        #expect(
            SourceRules.machinePaths(in: "at /var/lib/mosaic, $HOME/work/x, ~/work/a, example.org/home/a, /root")
                .isEmpty)
    }
}
