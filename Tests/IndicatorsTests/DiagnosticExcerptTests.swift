import Indicators
import Testing

struct DiagnosticExcerptTests {
    @Test
    func `warnings of a code leave errors of it their room`() {
        var diagnostics = Diagnostics()
        for line in 1...30 {
            diagnostics.add(Diagnostic("slip", severity: .warning, file: "f", line: line, message: "w"))
        }
        for line in 31...33 { diagnostics.add(Diagnostic("slip", file: "f", line: line, message: "e")) }
        #expect(diagnostics.errors.map(\.line) == [31, 32, 33])
        #expect(diagnostics.lines.count == 24 && diagnostics.lines.last == "f: 10 more of slip, 30 in all")
    }

    @Test
    func `an excerpt stands below the line of its diagnostic`() {
        var diagnostics = Diagnostics()
        diagnostics.add(Diagnostic("a", file: "f", line: 2, message: "second"))
        diagnostics.add(Diagnostic("a", file: "f", line: 1, message: "first"))
        let lines = diagnostics.lines { ["> \($0.line ?? 0)"] }
        #expect(lines == ["f:1: first", "> 1", "f:2: second", "> 2"])
    }
}
