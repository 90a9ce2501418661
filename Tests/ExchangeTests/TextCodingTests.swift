import Formats
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// What bytes an input may come in: packed, in another character set, or damaged.
@Suite
struct TextCodingTests {
    private static let text = "indicator,region,period,value,unit\ncomputing_power,内蒙古,2025,1,PFLOPS\n"
    private static let row = "2 computing_power CN-NM 2025 1.0 A eq undated figures.csv"
    /// The text in GB18030.
    private static let gb18030 = text.split(separator: "内蒙古").map { Array($0.utf8) }
        .reduce([UInt8]()) { $0.isEmpty ? $1 + [0xC4, 0xDA, 0xC3, 0xC9, 0xB9, 0xC5] : $0 + $1 }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    /// Reads bytes as a file that can be read again.
    private static func file(_ bytes: [UInt8], _ options: ReadingOptions? = nil) throws -> ObservationFile {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "figures.csv")
            try Data(bytes).write(to: path)
            let input = try InputFile(path.path)
            return try ObservationReader().read(input, catalog: Reading.catalog, options: options ?? Reading.options())
        }
    }

    @Test(arguments: [false, true], [1, 3, 1000])
    func `UTF-16 with a mark is read`(bigEndian: Bool, blockSize: Int) throws {
        let file = try Reading.file(
            Self.utf16(Self.text, bigEndian: bigEndian), Reading.options(), blockSize: blockSize)
        #expect(file.diagnostics.lines == [])
        #expect(file.rowLines == [Self.row])
        #expect(file.encoding == .utf16)
        #expect(file.reading == "csv --encoding utf-16")
    }

    @Test
    func `a file that is no UTF-8 is read as GB18030, which is said once`() throws {
        let file = try Self.file(Self.gb18030)
        #expect(file.rowLines == [Self.row])
        #expect(
            file.diagnostics.lines == [
                "figures.csv: warning: is no UTF-8, and is read as GB18030; name its --encoding if it is another"
            ])
        #expect(file.reading == "csv --encoding gb18030")
        #expect(try Self.file(Self.gb18030, Reading.options(encoding: .gb18030)).sha256 == file.sha256)
    }

    @Test
    func `a file that is neither, or is said to be UTF-8, is told where it is not`() throws {
        #expect(try Self.file(Self.gb18030 + [0xFF, 0x0A]).diagnostics.errorTotals["invalid_utf8"] == 2)
        let said = try Self.file(Self.gb18030, Reading.options(encoding: .utf8))
        #expect(said.diagnostics.errorTotals == ["invalid_utf8": 1])
    }

    @Test(arguments: [1, 7, 1000])
    func `a file packed by gzip is read, in whatever character set, and known by its own bytes`(blockSize: Int) throws {
        for text in [Array(Self.text.utf8), Self.utf16(Self.text, bigEndian: false)] {
            let packed = try gzip(text.span, level: 6)
            let file = try Reading.file(packed, Reading.options(), blockSize: blockSize)
            #expect(file.diagnostics.lines == [])
            #expect(file.rowLines == [Self.row])
        }
        let packed = try gzip(Self.gb18030.span, level: 6)
        #expect(try Self.file(packed).rowLines == [Self.row])
        #expect(try Self.file(packed).sha256 != Self.file(Self.gb18030).sha256)
    }

    @Test
    func `a packed file that is cut or damaged is told, and nothing of it is taken`() throws {
        let packed = try gzip(Array(Self.text.utf8).span, level: 6)
        for count in [20, packed.count - 9, packed.count - 1] {
            #expect(try Reading.file(Array(packed[..<count]), Reading.options()).diagnostics.hasErrors)
        }
        var damaged = packed
        damaged[packed.count - 6] ^= 1
        #expect(
            try Reading.file(damaged, Reading.options()).diagnostics.lines == [
                "figures.csv: is a gzip file that is cut or damaged; get it again"
            ])
    }

    @Test
    func `what unpacks to far more than it is is refused`() throws {
        let rows = String(repeating: "computing_power,CN,2025,1,PFLOPS\n", count: 1 << 20)
        let packed = try gzip(Array(("indicator,region,period,value,unit\n" + rows).utf8).span, level: 9)
        #expect(try Reading.file(packed, Reading.options()).diagnostics.errorTotals["damaged_file"] == 1)
    }

    @Test
    func `lines of an input that is packed can be shown`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "figures.csv.gz")
            try Data(gzip(Array(Self.text.utf8).span, level: 6)).write(to: path)
            let texts = try InputFile(path.path).texts(ofLines: [1], encoding: nil)
            #expect(texts == [1: "indicator,region,period,value,unit"])
        }
    }
}
