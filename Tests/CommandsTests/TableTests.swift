import Testing

@testable import Commands

@Suite
struct TableTests {
    /// For whom a table is: a program, a terminal, one with colours.
    enum Reader { case program, terminal, colouredTerminal }

    static let (plain, terminal, coloured) = (Reader.program, Reader.terminal, Reader.colouredTerminal)

    static func table(_ rows: [[String]]) -> Table {
        var table = Table([
            Table.Column(name: "region"), Table.Column(name: "value", isNumber: true), Table.Column(name: "note"),
        ])
        for row in rows { table.add(row) }
        return table
    }

    static func text(_ rows: [[String]], _ reader: Reader) -> String {
        let bytes = table(rows).bytes(isAligned: reader != .program, inColours: reader == .colouredTerminal)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test
    func `in a pipe columns are separated by tabs, whatever is in them`() {
        #expect(
            Self.text([["内蒙古", "220000", "over"], ["CN", "1.5", ""]], Self.plain)
                == "region\tvalue\tnote\n内蒙古\t220000\tover\nCN\t1.5\t\n")
        #expect(Self.text([], Self.plain) == "region\tvalue\tnote\n")
    }

    @Test
    func `on a terminal columns are aligned, numbers to the right, and a Chinese character takes two columns`() {
        #expect(
            Self.text([["内蒙古", "220000", "超过"], ["Inner Mongolia", "1.5", "a"], ["é", "", ""]], Self.terminal) == """
                region           value  note
                内蒙古          220000  超过
                Inner Mongolia     1.5  a
                é                     \u{20}\u{20}

                """)
    }

    @Test
    func `colours are used where there are any, and change no width`() {
        let plain = Self.text([["CN", "1", "a"]], Self.terminal)
        let coloured = Self.text([["CN", "1", "a"]], Self.coloured)
        #expect(coloured.hasPrefix("\u{1B}[1mregion  value  note\u{1B}[0m\n"))
        #expect(coloured.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == plain)
    }

    @Test func `a state has its colour where there are any, and a drawing is for terminals alone`() {
        var table = Table([
            Table.Column(name: "state", look: .state), Table.Column(name: "course", look: .drawing),
            Table.Column(name: "note"),
        ])
        for state in ["met", "missed", "no_evidence", "increasing"] { table.add([state, "▁█", "x"]) }
        let program = String(decoding: table.bytes(isAligned: false, inColours: false), as: UTF8.self)
        #expect(program == "state\tnote\nmet\tx\nmissed\tx\nno_evidence\tx\nincreasing\tx\n")
        let plain = String(decoding: table.bytes(isAligned: true, inColours: false), as: UTF8.self)
        #expect(plain.contains("met          ▁█      x\n"))
        let coloured = String(decoding: table.bytes(isAligned: true, inColours: true), as: UTF8.self)
        #expect(coloured.contains("\u{1B}[32mmet\u{1B}[0m          ▁█"))
        #expect(coloured.contains("\u{1B}[31mmissed\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[2mno_evidence\u{1B}[0m"))
        #expect(coloured.contains("\nincreasing   ▁█"))
        #expect(coloured.replacing(#/\u{1B}\[[0-9]*m/#, with: "") == plain)
    }

    @Test(arguments: [false, true])
    func `a row stays one line, and nothing in it is obeyed`(isTerminal: Bool) {
        let reader = isTerminal ? Self.terminal : Self.plain
        let lines = Self.text([["a\tb", "1", "in two\nlines\u{1B}[31m\u{9B}2J"]], reader).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasSuffix("in two␊lines␛[31m\u{FFFD}2J"))
        #expect(lines[1].hasPrefix("a␉b"))
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("算力", 4), ("算力P", 5), ("é", 1), ("e\u{301}", 1), ("Ａ", 2), ("한국", 4), ("カナ", 4),
        ("「」", 4),
        ("−100 %", 6), ("\u{200B}", 0), ("😀", 2), ("𠀀", 2), ("–→", 2),
    ])
    func `a character takes its columns of a terminal`(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }
}

@Suite
struct NumberTextTests {
    @Test(
        arguments: [
            (0, "0"), (1, "1"), (0.123456, "0.1235"), (12.3456, "12.35"), (999.94, "999.9"), (999.96, "1000"),
            (1000, "1000"),
            (1234.5678, "1235"), (-98_765.4, "-98765"), (123_456_789, "123456789"), (0.0001, "0.0001"),
            (0.00001234, "1.234e-05"),
            (-0.5, "-0.5"), (100, "100"),
        ] as [(Double, String)])
    func `four digits are shown, of thousands all before the point`(number: Double, text: String) {
        #expect(number.shortText == text)
    }
}
