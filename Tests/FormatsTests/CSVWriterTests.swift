import Formats
import MosaicTestKit
import Testing

@Suite
struct CSVWriterTests {
    @Test(arguments: [
        (["a", "b c", " d "], "a,b c, d \n"),
        (["a,b", "c\"d", "e\nf", "g\rh"], "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\n"),
        (["", ""], ",\n"),
        ([""], "\"\"\n"),
        (["内蒙古", "算力"], "内蒙古,算力\n"),
    ])
    func `fields are quoted only where a reader needs it`(row: [String], text: String) {
        var bytes: [UInt8] = []
        var writer = CSVWriter()
        writer.append(row: row, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test
    func `numbers are fields too`() {
        var bytes: [UInt8] = []
        var writer = CSVWriter()
        writer.append("CN-NM", to: &bytes)
        writer.append(324.49233, to: &bytes)
        writer.append(2030, to: &bytes)
        writer.endRow(in: &bytes)
        writer.append(0.5, to: &bytes)
        writer.endRow(in: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "CN-NM,324.49233,2030\n0.5\n")
    }

    @Test(arguments: 0..<10)
    func `what is written is read back`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let pieces = ["a", ",", "\"", "\n", "\r", "\r\n", " ", "中", "😀", "long enough for a block"]
        var rows: [[String]] = []
        for _ in 0..<100 {
            let count = Int.random(in: 1...5, using: &generator)
            rows.append(
                (0..<count).map { _ in
                    let length = Int.random(in: 0...6, using: &generator)
                    return (0..<length).map { _ in pieces[Int.random(in: pieces.indices, using: &generator)] }.joined()
                })
        }
        var bytes: [UInt8] = []
        var writer = CSVWriter()
        for row in rows { writer.append(row: row, to: &bytes) }
        #expect(try CSVReading.all(of: bytes, blockSize: 50, room: 64).map(\.texts) == rows)
    }
}
