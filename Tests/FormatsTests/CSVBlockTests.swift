import Formats
import MosaicTestKit
import Testing

/// Blocks of rows hold what the reader itself gives, a row at a time.
struct CSVBlockTests {
    /// A row's fields, its line and where its fields start, or its fault, in words.
    private typealias Words = String

    private static func words(_ fields: [String], _ line: Int, _ places: [TextPosition]) -> Words {
        "\(line) \(fields) \(places)"
    }

    private static func byRow(_ bytes: [UInt8], room: Int, blockSize: Int, rowLimit: Int) throws -> [Words] {
        try CSVReading.all(of: bytes, blockSize: blockSize, rowLimit: rowLimit, room: room).map { reading in
            switch reading {
            case .row(_, _, let line, let places): words(reading.texts ?? [], line, places)
            case .fault(let fault): "\(fault)"
            }
        }
    }

    private static func byBlock(_ bytes: [UInt8], room: Int, blockSize: Int, rowLimit: Int) throws -> [Words] {
        var reader = CSVReader(rowLimit: rowLimit, blockSize: room)
        var source = MemorySource(bytes, blockSize: blockSize)
        // Two blocks in turns, as their room is used again.
        var (block, other) = (CSVBlock(), CSVBlock())
        var found: [Words] = []
        repeat {
            swap(&block, &other)
            block.fill(by: &reader, from: &source)
            #expect(block.failure == nil)
            while let event = block.next() {
                switch event {
                case .row:
                    var (texts, places): ([String], [TextPosition]) = ([], [])
                    for index in 0..<block.fieldCount {
                        #expect(block.withField(index) { $0.count } == block.text(ofField: index).utf8.count)
                        texts.append(block.text(ofField: index))
                        places.append(block.position(ofField: index))
                    }
                    found.append(words(texts, block.line, places))
                case .fault(let fault): found.append("\(fault)")
                }
            }
        } while !block.isLast
        return found
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the rows of random text are the same, whatever the blocks`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "bc", ",", ",", "\"", "\"\"", "\n", "\n", "\r\n", "中", ",\"", "\",", "\"\n", "x\"\"y", "\u{0}",
        ]
        for _ in 0..<60 {
            let count = generator.number(0...60)
            let bytes = Array((0..<count).map { _ in generator.pick(pieces) }.joined().utf8)
            let (room, blockSize) = (generator.number(1...64), generator.pick([1, 2, 5, 17, 64, .max]))
            let rowLimit = generator.once(in: 3) ? generator.number(1...40) : CSVReader.rowLimit
            let expected = try Self.byRow(bytes, room: room, blockSize: blockSize, rowLimit: rowLimit)
            let found = try Self.byBlock(bytes, room: room, blockSize: blockSize, rowLimit: rowLimit)
            try #require(found == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test
    func `what the source throws comes behind the rows that it gave`() throws {
        struct Broken: ByteSource {
            var rest = Array("a,b\n1,2\n3".utf8)
            mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
                guard !rest.isEmpty else { throw .unreadable(code: 5) }
                let count = min(range.count, rest.count)
                for index in 0..<count { bytes[range.lowerBound + index] = rest[index] }
                rest.removeFirst(count)
                return count
            }
        }
        var reader = CSVReader()
        var (source, block) = (Broken(), CSVBlock())
        block.fill(by: &reader, from: &source)
        #expect(block.next() == .row)
        #expect(block.next() == .row)
        #expect(block.text(ofField: 1) == "2")
        #expect(block.next() == nil)
        #expect(!block.isLast)
        block.fill(by: &reader, from: &source)
        #expect(block.next() == nil)
        #expect(block.isLast)
        #expect(block.failure == .unreadable(code: 5))
    }
}
