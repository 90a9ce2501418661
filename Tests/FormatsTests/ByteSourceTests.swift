import Formats
import Glibc
import Testing

@Suite
struct ByteSourceTests {
    /// All that `source` gives.
    private static func drain<Source: ByteSource & ~Copyable>(_ source: inout Source) throws -> [UInt8] {
        var all: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 40)
        while true {
            let count = try source.read(into: &block, at: 20..<40)
            if count == 0 { return all }
            all += block[20..<20 + count]
        }
    }

    @Test(arguments: [1, 3, 20, Int.max])
    func `memory comes in blocks of the size asked for`(blockSize: Int) throws {
        let bytes = (0..<100).map { UInt8($0) }
        var source = MemorySource(bytes, blockSize: blockSize)
        #expect(try Self.drain(&source) == bytes)
    }

    @Test
    func `a descriptor is read to its end`() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        let bytes = (0..<200).map { UInt8($0) }
        #expect(unsafe write(ends[1], bytes, bytes.count) == bytes.count)
        close(ends[1])
        var source = DescriptorSource(descriptor: ends[0])
        #expect(try Self.drain(&source) == bytes)
        close(ends[0])
    }

    @Test
    func `a descriptor that cannot be read says why`() throws {
        var source = DescriptorSource(descriptor: -1)
        let error = #expect(throws: FormatsError.self) { try Self.drain(&source) }
        #expect(error == .unreadable(code: EBADF))
        #expect(error?.description == "cannot read: Bad file descriptor")
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x61], ByteOrderMark.utf8), ([0xFE, 0xFF], .utf16BigEndian),
            ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian), ([0xEF, 0xBB], nil), ([], nil), ([0x61, 0x62, 0x63], nil),
        ] as [([UInt8], ByteOrderMark?)])
    func `marks are told from text`(bytes: [UInt8], mark: ByteOrderMark?) {
        #expect(ByteOrderMark(startOf: bytes.span) == mark)
    }

    /// 指标,地区⏎算力规模,内蒙古⏎€😀㐀é⏎, of one, two and four bytes a character.
    private static let gb18030: [UInt8] = [
        0xD6, 0xB8, 0xB1, 0xEA, 0x2C, 0xB5, 0xD8, 0xC7, 0xF8, 0x0A, 0xCB, 0xE3, 0xC1, 0xA6, 0xB9, 0xE6, 0xC4, 0xA3,
        0x2C,
        0xC4, 0xDA, 0xC3, 0xC9, 0xB9, 0xC5, 0x0A, 0xA2, 0xE3, 0x94, 0x39, 0xFC, 0x36, 0x81, 0x39, 0xEE, 0x39, 0xA8,
        0xA6,
        0x0A,
    ]

    @Test(arguments: Array(1...8) + [Int.max])
    func `GB18030 becomes UTF-8, whatever the blocks`(blockSize: Int) throws {
        var source = try ConvertedSource(MemorySource(Self.gb18030, blockSize: blockSize), from: .gb18030)
        let text = String(decoding: try Self.drain(&source), as: UTF8.self)
        #expect(text == "指标,地区\n算力规模,内蒙古\n€😀㐀é\n")
    }

    @Test
    func `a long text in GB18030 comes whole`() throws {
        let count = 20_000
        var source = try ConvertedSource(
            MemorySource([[UInt8]](repeating: Self.gb18030, count: count).flatMap(\.self)), from: .gb18030)
        let bytes = try Self.drain(&source)
        #expect(bytes == [[UInt8]](repeating: Array("指标,地区\n算力规模,内蒙古\n€😀㐀é\n".utf8), count: count).flatMap(\.self))
    }

    @Test(
        arguments: Array(1...5) + [Int.max],
        [
            ([0x61, 0x0D, 0x0A, 0xD6, 0xD0, 0xFF, 0x62], 5, "2:2"), ([0x61, 0x0A, 0x62, 0x81], 3, "2:2"),
            ([0xD6], 0, "1:1"), ([0x94, 0x39, 0xFC], 0, "1:1"),
        ] as [([UInt8], Int, String)])
    func `an undecodable byte comes after all before it, with its place`(
        blockSize: Int, example: ([UInt8], offset: Int, place: String)
    ) throws {
        var source = try ConvertedSource(MemorySource(example.0, blockSize: blockSize), from: .gb18030)
        let error = #expect(throws: FormatsError.self) { try Self.drain(&source) }
        guard case .undecodable("GB18030", let offset, let position) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(offset == example.offset)
        #expect(position.description == example.place)
    }

    @Test
    func `a source may be chosen while the program runs, and read as CSV`() throws {
        var source: any ByteSource & ~Copyable = try ConvertedSource(
            MemorySource(Self.gb18030, blockSize: 7), from: .gb18030)
        var reader = CSVReader()
        var texts: [String] = []
        while try reader.next(from: &source) == .row {
            for index in 0..<reader.fieldCount { texts.append(reader.text(ofField: index)) }
        }
        #expect(texts == ["指标", "地区", "算力规模", "内蒙古", "€😀㐀é"])
    }
}
