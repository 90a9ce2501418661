import Exchange
import Foundation
import Glibc
import Indicators
import Testing

/// What was read is read again for messages.
struct RereadingTests {
    private static let text = """
        \u{FEFF}indicator,note,region,period,value,unit
        power,"in two
        lines",CN,2020,53000,万元
        电力,,CN,2021,5.5,元

        """

    private static func values(of rows: [RowLocation], in input: InputFile) throws -> [RowLocation: ValueLocation] {
        ObservationReader().values(
            of: Set(rows), in: input, form: ObservationForm.table[0], options: try Reading.options())
    }

    @Test
    func `a value's place and words are those of its row, also behind a quoted line end`() throws {
        try withFile(Array(Self.text.utf8)) { path in
            let input = try InputFile(path)
            let rows = [2, 4, 9].map { RowLocation(line: $0, field: 4) }
            let places = try Self.values(of: rows, in: input)
            #expect(
                places == [
                    rows[0]: ValueLocation(line: 3, column: 16, value: "53000", unit: "万元"),
                    rows[1]: ValueLocation(line: 4, column: 13, value: "5.5", unit: "元"),
                ])
        }
    }

    @Test
    func `lines are the file's, without mark and ends, and the same in GB18030`() throws {
        try withFile(Array(Self.text.utf8)) { path in
            let texts = try InputFile(path).texts(ofLines: [1, 3, 7], encoding: .utf8)
            #expect(texts == [1: "indicator,note,region,period,value,unit", 3: "lines\",CN,2020,53000,万元"])
        }
        try withFile([0xCD, 0xF2, 0x0D, 0x0A, 0xD4, 0xAA, 0x0D, 0x41]) { path in
            let texts = try InputFile(path).texts(ofLines: [1, 2, 3], encoding: .gb18030)
            #expect(texts == [1: "万", 2: "元", 3: "A"])
        }
    }

    @Test
    func `a pipe is read again from the copy that was made of it, and a file from where it was open at`() throws {
        try withFile(Array(Self.text.utf8)) { path in
            let options = ReadingOptions(file: path, today: try #require(CalendarDate("2026-01-01")))
            let pipe = path + ".pipe"
            #expect(unsafe mkfifo(pipe, 0o600) == 0)
            defer { unsafe unlink(pipe) }
            let writer = Thread {
                FileManager.default.contents(atPath: path).map { bytes in
                    FileHandle(forWritingAtPath: pipe)?.write(bytes)
                }
            }
            writer.start()
            let input = try InputFile(pipe)
            var counts: [Int] = []
            let file = try ObservationReader().read(
                input, catalog: Catalog(regions: [], indicators: []), options: options
            ) { counts.append($0) }
            #expect(file.diagnostics.hasErrors && input.size == nil)
            #expect(counts.last == Self.text.utf8.count)
            let row = RowLocation(line: 2, field: 4)
            #expect(try Self.values(of: [row], in: input)[row]?.column == 16)
            #expect(input.texts(ofLines: [4], encoding: .utf8) == [4: "电力,,CN,2021,5.5,元"])
        }
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("mosaic-\(UUID().uuidString).csv")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try body(file.path)
    }
}
