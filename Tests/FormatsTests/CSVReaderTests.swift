import Formats
import Testing

@Suite
struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b,", [["a", "b", ""]]),
        (",", [["", ""]]),
        ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]),
        ("\"\"\"\"", [["\""]]),
        ("\"\"\"a\"\"\"\"\",\"\"\"\"", [["\"a\"\"", "\""]]),
        ("\"\"\n", [[""]]),
        ("\"a\nb\",c\n", [["a\nb", "c"]]),
        ("\"a\r\nb\r\",c\r\n", [["a\r\nb\r", "c"]]),
        ("\"a\"", [["a"]]),
        (" a , b \n", [[" a ", " b "]]),
        ("中国,算力\n", [["中国", "算力"]]),
    ])
    func `rows are what RFC 4180 says`(text: String, rows: [[String]]) throws {
        #expect(try CSVReading.all(of: text).map(\.texts) == rows)
    }

    @Test(arguments: ["\n\na\n\n\nb\n\n", "\r\n\r\na\r\n\r\n\r\nb", "\r\ra\r\r\rb"])
    func `blank lines are no rows, but lines`(text: String) throws {
        let readings = try CSVReading.all(of: text)
        #expect(readings.map(\.texts) == [["a"], ["b"]])
        #expect(readings.map(\.line) == [3, 6])
    }

    @Test(arguments: ["", "\u{FEFF}", "\n", "\r\n", "\u{FEFF}\n"])
    func `nothing but a mark or line ends makes no rows`(text: String) throws {
        #expect(try CSVReading.all(of: text).isEmpty)
    }

    @Test
    func `a byte order mark is skipped at the start only, and has no column`() throws {
        let readings = try CSVReading.all(of: "\u{FEFF}\"a\",b\n\u{FEFF}c\n")
        #expect(readings.map(\.texts) == [["a", "b"], ["\u{FEFF}c"]])
        #expect(readings[0].places == ["1:1", "1:5"])
    }

    @Test(arguments: [ByteOrderMark.utf16LittleEndian, .utf16BigEndian])
    func `a source in UTF-16 can be told by its mark`(mark: ByteOrderMark) throws {
        var reader = CSVReader()
        var source = MemorySource(mark.bytes + [0x61, 0x00], blockSize: 1)
        let event = try reader.next(from: &source)
        #expect(event == .fault(CSVFault(.invalidUTF8, at: TextPosition(line: 1, column: 1))))
        #expect(reader.byteOrderMark == mark)
    }

    @Test
    func `places are lines of the file and columns of characters, at the opening quote`() throws {
        let readings = try CSVReading.all(of: "h\n中文,\"x\r\ny中\"\"\",z,\"\rq\",e\nn,\"\",m")
        #expect(readings[1].places == ["2:1", "2:4", "3:7", "3:9", "4:4"])
        #expect(readings[2].line == 5)
        #expect(readings[2].places == ["5:1", "5:3", "5:6"])
        #expect(readings[1].quoted == [false, true, false, true, false])
    }

    @Test(arguments: [
        ("a\n1,x\"y\",2\nb\n", "2:4 quote_in_bare_field"),
        ("a\n1, \"y\"\nb\n", "2:4 quote_in_bare_field"),
        ("a\n1,\"x\" ,2\nb\n", "2:6 text_after_closing_quote"),
        ("a\n1,\"中\n文\"q\"\nb\n", "3:3 text_after_closing_quote"),
        ("a\n中\u{0},2\nb\n", "2:2 nul"),
        ("a\n1,\"x\n中\u{0}\"\nb\n", "3:2 nul"),
        ("a\n1,x\"y,\u{0}\nb\n", "2:4 quote_in_bare_field"),
        ("a\n\u{0},x\"y\nb\n", "2:1 nul"),
    ])
    func `a fault has a kind and a place, and reading goes on`(text: String, fault: String) throws {
        let readings = try CSVReading.all(of: text)
        #expect(readings.map(\.texts) == [["a"], nil, ["b"]])
        #expect(readings.map(\.fault) == [nil, fault, nil])
    }

    @Test(arguments: [("a\n1,\"b\nc\nd\n", "2:3"), ("a\n\"", "2:1"), ("a\n\"b\"\"", "2:1"), ("a\r\n中,\"\"\"", "2:3")])
    func `an unterminated quote is told at the quote, and ends the file`(text: String, place: String) throws {
        #expect(try CSVReading.all(of: text).map(\.fault) == [nil, "\(place) unterminated_quote"])
    }

    @Test
    func `every fault of a file is found, the first of each row`() throws {
        let text = "a\n\"b\"c\"d\n" + "x\u{0}\u{0}\n" + "ok\n" + "y\"\n" + "\"z"
        #expect(
            try CSVReading.all(of: text).map { $0.fault ?? $0.texts?.joined() } == [
                "a", "2:4 text_after_closing_quote", "3:2 nul", "ok", "5:2 quote_in_bare_field",
                "6:1 unterminated_quote",
            ])
    }

    @Test(arguments: [1, 7, 4096, 1 << 20, Int.max])
    func `a row may have as many bytes as the limit and no more`(blockSize: Int) throws {
        let longest = [UInt8](repeating: 0x78, count: CSVReader.rowLimit)
        let quoted = [0x22] + [UInt8](repeating: 0x0A, count: CSVReader.rowLimit) + [0x22]
        // Blocks of a byte would take a long time: the middle of a row is no edge.
        guard blockSize > 7 else {
            #expect(
                try CSVReading.all(of: Array("ab\nabc\n\"a\nb\"\nd".utf8), blockSize: blockSize, rowLimit: 2, room: 1)
                    .map { $0.fault ?? $0.texts?.joined() } == ["ab", "2:1 row_too_long", "3:1 row_too_long", "d"])
            return
        }
        let bytes = longest + [0x0A] + longest + [0x78, 0x0D, 0x0A] + quoted + [0x0A] + [0x79]
        let readings = try CSVReading.all(of: bytes, blockSize: blockSize)
        #expect(readings.map(\.fault) == [nil, "2:1 row_too_long", "3:1 row_too_long", nil])
        #expect(readings[0].texts?[0].utf8.count == CSVReader.rowLimit)
        #expect(readings[3].line == 3 + CSVReader.rowLimit + 1)
    }

    @Test
    func `a failure of the source comes after the rows before it`() throws {
        var reader = CSVReader()
        var source = FailingSource(text: Array("a\nb\nc".utf8))
        #expect(try reader.next(from: &source) == .row)
        #expect(try reader.next(from: &source) == .row)
        #expect(reader.text(ofField: 0) == "b")
        do {
            _ = try reader.next(from: &source)
            Issue.record("the source's failure was swallowed")
        } catch {
            #expect(error == .unreadable(code: 5))
        }
    }

    @Test(arguments: CSVFault.Kind.allCases)
    func `every kind of fault says what is wrong and what would be right`(kind: CSVFault.Kind) {
        let fault = CSVFault(kind, at: TextPosition(line: 14, column: 7))
        #expect(fault.description.hasPrefix("14:7: "))
        #expect(fault.description.contains(/[;?]/))
    }
}

/// Bytes, and then an error of the device.
private struct FailingSource: ByteSource {
    var text: [UInt8]

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        guard !text.isEmpty else { throw .unreadable(code: 5) }
        bytes.replaceSubrange(range.lowerBound..<range.lowerBound + text.count, with: text)
        defer { text = [] }
        return text.count
    }
}
