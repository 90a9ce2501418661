import Formats
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// Workbooks that are larger than what is held of them in memory.
@Suite
struct WorkbookFileTests {
    /// A workbook whose first sheet is long texts that don't pack well, and whose second is long CSV.
    private static func bytes() throws -> [UInt8] {
        var random = SeededGenerator(seed: 7)
        var writer = WorkbookWriter()
        var bytes: [UInt8] = []
        writer.beginSheet("notes")
        for _ in 0..<50 {
            let text = (0..<32_000).map { _ in Unicode.Scalar(UInt8.random(in: 63...122, using: &random)) }
            try writer.append([.text(String(String.UnicodeScalarView(text)))], to: &bytes)
        }
        try writer.endSheet(to: &bytes)
        writer.beginSheet("figures")
        let rows = ["indicator region period value unit", "computing_power CN-NM 2023 98.5 PFLOPS"]
        for row in rows { try writer.append(row.split(separator: " ").map { .text(String($0)) }, to: &bytes) }
        try writer.endSheet(to: &bytes)
        try writer.finish(to: &bytes)
        return bytes
    }

    @Test
    func `a workbook that is not held in memory is read all the same`() throws {
        let bytes = try Self.bytes()
        #expect(bytes.count > 1 << 20)
        var options = try Reading.options()
        options.sheet = "figures"
        let file = try Reading.file(bytes, options, blockSize: 70_001)
        #expect(file.diagnostics.lines == [])
        #expect(file.rowLines == ["2 computing_power CN-NM 2023 98.5 A eq undated figures.csv"])
    }

    @Test
    func `a workbook that is not held in memory and is cut is told so`() throws {
        let bytes = try Self.bytes()
        let file = try Reading.file(Array(bytes.dropLast(100)), Reading.options())
        #expect(
            file.diagnostics.lines == ["figures.csv: is a zip archive that is cut or damaged; get it again"])
    }
}
