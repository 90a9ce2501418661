import CZlib
import Formats
import MosaicTestKit
import Testing

@Suite
struct GzipTests {
    /// The contents of all members of `bytes`, as a client unpacks them.
    private static func unpack(_ bytes: [UInt8]) -> [UInt8]? {
        var all: [UInt8] = []
        var input = bytes
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var left = input.count
        while left > 0 {
            var stream = unsafe z_stream()
            let consumed = unsafe input.withUnsafeMutableBufferPointer { input -> Int? in
                unsafe room.withUnsafeMutableBufferPointer { room -> Int? in
                    unsafe withUnsafeMutablePointer(to: &stream) { stream -> Int? in
                        unsafe stream.pointee.next_in = input.baseAddress?.advanced(by: input.count - left)
                        unsafe stream.pointee.avail_in = UInt32(left)
                        unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                        defer { unsafe inflateEnd(stream) }
                        var code = Z_OK
                        while code == Z_OK {
                            unsafe stream.pointee.next_out = room.baseAddress
                            unsafe stream.pointee.avail_out = UInt32(room.count)
                            code = unsafe inflate(stream, Z_NO_FLUSH)
                            unsafe all += room.prefix(room.count - Int(stream.pointee.avail_out))
                        }
                        return unsafe code == Z_STREAM_END ? Int(stream.pointee.total_in) : nil
                    }
                }
            }
            guard let consumed else { return nil }
            left -= consumed
        }
        return all
    }

    private static func text(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        return (0..<count).map { _ in UInt8.random(in: 0x20...0x40, using: &generator) }
    }

    @Test(arguments: [0, 1, 6, 9, -1], [0, 1, 1000, 200_000])
    func `what is packed is unpacked, at every level`(level: Int, count: Int) throws {
        let bytes = Self.text(count)
        let member = try gzip(bytes.span, level: level)
        #expect(Self.unpack(member) == bytes)
        if level != 0, count >= 1000 { #expect(member.count < bytes.count) }
    }

    @Test
    func `members one after the other unpack to one text`() throws {
        let first = Self.text(1000)
        let second = Array("# EOF\n".utf8)
        #expect(Self.unpack(try gzip(first.span, level: 6) + gzip(second.span, level: 1)) == first + second)
    }

    @Test
    func `a member has no time and no name`() throws {
        let member = try gzip([0x61].span, level: 6)
        #expect(member.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [-2, 10, Int.max])
    func `a level that is none is refused`(level: Int) {
        #expect(throws: FormatsError.compression(code: Z_STREAM_ERROR)) {
            try gzip([0x61].span, level: level)
        }
    }
}
