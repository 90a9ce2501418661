import Testing

@testable import Formats

/// Workbooks that are written are read, and those that can't be read say why.
@Suite
struct WorkbookTests {
    private static func workbook(_ sheets: [(String, [[WorkbookWriter.Cell]])]) throws -> [UInt8] {
        var writer = WorkbookWriter()
        var bytes: [UInt8] = []
        for (name, rows) in sheets {
            writer.beginSheet(name)
            for row in rows { try writer.append(row, to: &bytes) }
            try writer.endSheet(to: &bytes)
        }
        try writer.finish(to: &bytes)
        return bytes
    }

    private static func lines(_ bytes: [UInt8], sheet: Int = 0) throws -> String {
        let workbook = try Workbook(bytes)
        var source = try workbook.source(of: workbook.sheets[sheet])
        var (text, block) = ([UInt8](), [UInt8](repeating: 0, count: 100))
        while true {
            let count = try source.read(into: &block, at: 0..<block.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += block[..<count]
        }
    }

    /// A workbook of one sheet, of the XML of its rows.
    private static func parts(_ rows: String, styles: String = "", more: String = "") throws -> [UInt8] {
        try archive([
            ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                    + "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/t.xml\"/>"
                    + "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"y.xml\"/></Relationships>"
            ),
            (
                "xl/t.xml",
                "<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>deux</t></rPh></si></sst>"
            ),
            ("xl/y.xml", "<styleSheet>\(styles)</styleSheet>"),
            ("xl/s.xml", "\(more)<worksheet><sheetData>\(rows)</sheetData></worksheet>"),
        ])
    }

    private static func archive(_ files: [(String, String)]) throws -> [UInt8] {
        var zip = ZipWriter()
        var bytes: [UInt8] = []
        for (name, text) in files {
            try zip.append(Array(text.utf8))
            try zip.endFile(name, to: &bytes)
        }
        zip.finish(to: &bytes)
        return bytes
    }

    private static func fault(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "none"
        } catch { return "\(error)" }
    }

    @Test
    func `what is written is read: texts, numbers, gaps and several sheets`() throws {
        let bytes = try Self.workbook([
            ("a&b", [[.text("x, \"y\" <z>"), .empty, .number(0.1)], [], [.empty, .number(-1e300)], [.text("  中 ")]]),
            ("A&B", [[.number(98000)]]),
        ])
        #expect(try Workbook(bytes).sheets.map(\.name) == ["a&b", "A&B 2"])
        #expect(try Self.lines(bytes) == "\"x, \"\"y\"\" <z>\",,0.1\n\n,-1e300,\n  中 ,,\n")
        #expect(try Self.lines(bytes, sheet: 1) == "98000\n")
    }

    @Test
    func `equal sheets give equal bytes`() throws {
        #expect(try Self.workbook([("a", [[.text("x")]])]) == Self.workbook([("a", [[.text("x")]])]))
    }

    @Test
    func `a sheet of many rows is read block by block`() throws {
        let rows = (1...20_000).map { [WorkbookWriter.Cell.text("region \($0)"), .number(Double($0) / 8)] }
        let lines = try Self.lines(Self.workbook([("many", rows)])).split(separator: "\n")
        #expect(lines.count == 20_000)
        #expect(lines.last == "region 20000,2500")
    }

    @Test(arguments: [
        ("<c r=\"A1\" t=\"s\"><v>1</v></c>", "two"), ("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE"),
        ("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A"),
        ("<c r=\"A1\" t=\"d\"><v>2024-03-01T00:00:00</v></c>", "2024-03-01"),
        ("<c r=\"A1\" t=\"str\"><f>A2</f><v>x</v></c>", "x"), ("<c r=\"A1\"><f>SUM(B1:B9)</f></c>", "=SUM(B1:B9)"),
        ("<c r=\"A1\"><v>0.30000000000000004</v></c>", "0.3"), ("<c r=\"A1\"><v>2185.7999999999997</v></c>", "2185.8"),
        ("<c r=\"A1\"><v>1E-2</v></c>", "0.01"), ("<c r=\"A1\"><v>9.9999999999999995E22</v></c>", "1e23"),
        ("<c r=\"A1\"><v>-0</v></c>", "0"), ("<c r=\"A1\"><v>0.999999999999999999</v></c>", "1"),
        ("<c r=\"A1\" s=\"1\"><v>0.935</v></c>", "93.5%"), ("<c r=\"A1\" s=\"2\"><v>45352</v></c>", "2024-03-01"),
        ("<c r=\"A1\" s=\"3\"><v>45352.5</v></c>", "2024-03-01"), ("<c r=\"A1\" s=\"4\"><v>45352</v></c>", "2024"),
        ("<c r=\"A1\" s=\"5\"><v>12</v></c>", "12"), ("<c r=\"A1\" s=\"2\"><v>59</v></c>", "1900-02-28"),
        ("<c r=\"A1\" s=\"2\"><v>61</v></c>", "1900-03-01"),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t>a&#10;b&amp;</t></is></c>", "a b&"),
        ("<x:c r=\"A1\"><x:v>7</x:v></x:c>", "7"), ("<c><v>8</v></c>", "8"),
        ("<c r=\"A1\"/><c r=\"B1\"><v>9</v></c>", ",9"),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>", "a<b"),
    ])
    func `a cell is the text that it means`(cell: String, text: String) throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\"/><numFmt numFmtId=\"166\" formatCode=\"[Red]#,##0.0_ ;&quot;my&quot;\"/>"
            + "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/>"
            + "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>"
        #expect(try Self.lines(Self.parts("<row r=\"1\">\(cell)</row>", styles: styles)) == "\(text)\n")
    }

    @Test
    func `rows stand at their numbers`() throws {
        let rows = "<row r=\"2\"><c r=\"C2\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"><v>2</v></c></row>"
        #expect(try Self.lines(Self.parts(rows)) == "\n,,1\n\n\n2,,\n")
    }

    @Test(arguments: [
        ("<row r=\"2\"/><row r=\"1\"/>", "has row 1 behind row 2"),
        ("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "cells of row 1 that are out of order"),
        ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "names a text in row 1"),
        ("<row r=\"9999999\"/>", "has row 9999999"), ("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>", "out of order"),
        ("<row r=\"1\"><c t=\"str\"><v>&boom;</v></c></row>", "names an entity"), ("<row", "ends in the middle"),
        ("<row r=1/>", "has a tag that is none"), (String(repeating: "<a>", count: 300), "without end"),
    ])
    func `a sheet that can't be read says why`(rows: String, words: String) throws {
        let bytes = try Self.parts(rows)
        #expect(Self.fault { try Self.lines(bytes) }.contains(words))
    }

    @Test(arguments: ["<!DOCTYPE a [<!ENTITY b \"c\">]>", "<!ENTITY b \"c\">"])
    func `a document type and its entities are refused`(declaration: String) throws {
        let bytes = try Self.parts("", more: declaration)
        #expect(Self.fault { try Self.lines(bytes) }.contains("declares a document type or entities"))
    }

    @Test
    func `what unpacks to very much is refused before it does`() throws {
        let bytes = try Self.parts("<row r=\"1\">" + String(repeating: "<x/>", count: 5 << 20) + "</row>")
        #expect(bytes.count < 100_000)
        #expect(Self.fault { try Self.lines(bytes) }.contains("unpack to more than"))
    }

    @Test
    func `an archive that is cut, encrypted or none of a workbook is told`() throws {
        let bytes = try Self.parts("<row r=\"1\"><c><v>1</v></c></row>")
        for count in stride(from: 0, to: bytes.count - 1, by: 7) {
            #expect(Self.fault { try Self.lines(Array(bytes[..<count])) } != "none")
        }
        #expect(
            Self.fault { try Self.lines(Self.archive([("a.txt", "x")])) }
                == "is a zip archive, but no workbook (.xlsx)")
    }

    @Test(arguments: 0..<4)
    func `flipped bytes give rows or a fault, never a trap`(seed: Int) throws {
        let bytes = try Self.workbook([("a", [[.text("region"), .number(2021)], [.text("北京"), .number(1.5)]])])
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        for _ in 0..<500 {
            var mutant = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                mutant[Int(state >> 33) % mutant.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            let fault = Self.fault { try Self.lines(mutant) }
            #expect(fault == "none" || !fault.contains("\n"))
        }
    }
}
