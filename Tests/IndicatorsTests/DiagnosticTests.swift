import Indicators
import Testing

@Suite
struct DiagnosticTests {
    static func diagnostic(
        _ code: Diagnostic.Code, _ line: Int? = 1, _ column: Int? = 1, file: String = "a.csv",
        severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(
            code, severity: severity, file: file, line: line, column: column, message: "\(code.rawValue) is wrong")
    }

    @Test
    func `a line says where, what is wrong, and what would be right`() {
        let whole = Diagnostic(
            "unknown_region", file: "a.csv", line: 14, column: 7, message: "unknown region \"X\"",
            expected: "did you mean \"Y\"?")
        #expect(whole.description == "a.csv:14:7: unknown region \"X\"; did you mean \"Y\"?")
        #expect(Self.diagnostic("x", 3, nil).description == "a.csv:3: x is wrong")
        #expect(Self.diagnostic("x", nil, nil).description == "a.csv: x is wrong")
        #expect(Self.diagnostic("x", nil, 5).description == "a.csv: x is wrong")
        #expect(Self.diagnostic("x", severity: .warning).description == "a.csv:1:1: warning: x is wrong")
    }

    @Test(arguments: [
        ("a\nb", "a␊b"), ("a\r\nb", "a␍␊b"), ("\u{0}\t\u{1B}[31m\u{7F}", "␀␉␛[31m␡"),
        ("\u{85}\u{9B}31m", "\u{FFFD}\u{FFFD}31m"),
        ("a\u{2028}b\u{2029}", "a\u{FFFD}b\u{FFFD}"), ("算力 “é”", "算力 “é”"), ("", ""),
    ])
    func `control characters are shown, and never obeyed`(text: String, shown: String) {
        let diagnostic = Diagnostic("x", file: text, message: text, expected: text)
        #expect(diagnostic.description == "\(shown): \(shown); \(shown)")
        #expect(text.replacingControlCharacters() == shown)
    }

    @Test
    func `the first twenty of a kind are kept, and all are counted`() {
        var diagnostics = Diagnostics()
        for line in 1...25 {
            #expect(diagnostics.keeps("a") == (line <= 20))
            diagnostics.add(Self.diagnostic("a", line))
        }
        for line in 1...20 { diagnostics.add(Self.diagnostic("b", line, 2)) }
        diagnostics.add(Self.diagnostic("w", severity: .warning))
        diagnostics.count("a")
        diagnostics.count("w", .warning)
        #expect(diagnostics.kept.count == 41)
        #expect(diagnostics.errorTotals == ["a": 26, "b": 20])
        #expect(diagnostics.warningTotals == ["w": 2])
        #expect(diagnostics.errors.count == 40)
        #expect(diagnostics.warnings.count == 1)
        #expect(diagnostics.hasErrors)
        #expect(diagnostics.lines.count == 42)
        #expect(diagnostics.lines.last == "a.csv: 6 more of a, 26 in all")
    }

    @Test
    func `warnings alone are no errors`() {
        var diagnostics = Diagnostics()
        #expect(!diagnostics.hasErrors)
        diagnostics.add(Self.diagnostic("w", severity: .warning))
        #expect(!diagnostics.hasErrors)
        #expect(diagnostics.errors.isEmpty)
    }

    @Test
    func `lines come by file, line and column, and those of the whole file first`() {
        var diagnostics = Diagnostics()
        for (file, line, column) in [
            ("b.csv", 2, 1), ("a.csv", 9, 1), ("b.csv", 1, 7), ("b.csv", 1, 3), ("a.csv", 2, 2),
        ] {
            diagnostics.add(Self.diagnostic("x", line, column, file: file))
        }
        diagnostics.add(Self.diagnostic("y", nil, nil, file: "b.csv"))
        diagnostics.add(Self.diagnostic("z", 1, 3, file: "b.csv"))
        let places = [
            "b.csv: y", "b.csv:1:3: x", "b.csv:1:3: z", "b.csv:1:7: x", "b.csv:2:1: x", "a.csv:2:2: x", "a.csv:9:1: x",
        ]
        #expect(diagnostics.lines == places.map { $0 + " is wrong" })
        #expect(diagnostics.errors.map(\.description) == diagnostics.lines)
    }

    @Test
    func `collections add up to twenty kept and exact totals`() {
        var first = Diagnostics()
        var second = Diagnostics()
        for line in 1...12 { first.add(Self.diagnostic("a", line)) }
        for line in 1...30 { second.add(Self.diagnostic("a", line, file: "b.csv")) }
        second.add(Self.diagnostic("w", severity: .warning))
        first.add(second)
        #expect(first.kept.count == 21)
        #expect(first.errorTotals == ["a": 42])
        #expect(first.warningTotals == ["w": 1])
        #expect(first.lines.last == "22 more of a, 42 in all")
        #expect(first.kept.filter { $0.file == "b.csv" && $0.code == "a" }.compactMap(\.line) == Array(1...8))
    }
}
