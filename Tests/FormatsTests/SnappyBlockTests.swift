import MosaicTestKit
import Testing

@testable import Formats

@Suite
struct SnappyBlockTests {
    @Test(arguments: [
        // As libsnappy packs them.
        ("00", ""), ("010061", "a"),
        ("400c61626364ee0400", "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"),
        ("1814e79498e88283460600", "甘肃甘肃甘肃甘肃"),
        // A copy whose offset has four bytes.
        ("080c616263640f04000000", "abcdabcd"),
    ])
    func `what libsnappy packs is unpacked`(packed: String, text: String) throws {
        #expect(try SnappyBlock.unpacked([UInt8](hexadecimal: packed), limit: 64) == Array(text.utf8))
    }

    @Test func `what is packed unpacks to the same, whatever repeats in it`() throws {
        var generator = SeededGenerator(seed: 18)
        var sizes = Array(0...80) + [255, 256, 257, 65_535, 65_536, 65_537, 200_000]
        for _ in 0..<200 { sizes.append(Int.random(in: 0...3_000, using: &generator)) }
        for size in sizes {
            let letters = UInt8.random(in: 0...3, using: &generator)
            let far = letters == 3
            let bytes = (0..<size).map { index in
                far ? UInt8(truncatingIfNeeded: index % 2_500 * 7) : UInt8.random(in: 0...letters, using: &generator)
            }
            let packed = SnappyBlock.packed(bytes)
            #expect(try SnappyBlock.unpacked(packed, limit: size) == bytes)
            #expect(packed.count <= 10 + size + size / 6)
        }
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        #expect(SnappyBlock.packed(zeros).count < 60_000)
    }

    @Test func `a block that is cut or changed is refused, or unpacks to what it declares`() throws {
        let bytes = Array("computing_power CN-GS computing_power CN-NX computing_power".utf8)
        let packed = SnappyBlock.packed(bytes)
        for end in packed.indices {
            #expect(throws: RemoteReadFault.self) { try SnappyBlock.unpacked(Array(packed[..<end]), limit: 1_000) }
        }
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            var changed = packed
            for _ in 0..<3 {
                let index = Int.random(in: changed.indices, using: &generator)
                changed[index] = UInt8.random(in: 0...255, using: &generator)
            }
            var position = 0
            if let unpacked = try? SnappyBlock.unpacked(changed, limit: 1_000) {
                #expect(unpacked.count == changed.varint(at: &position).map(Int.init))
            }
        }
    }

    @Test(arguments: [
        ("8180801000", "it declares 33554433 bytes; expected 33554432 at most"),
        ("80808010", "it declares 33554432 bytes, and is too short for them"), ("", "it does not begin with a length"),
        ("ffffffffffffffffffff01", "it does not begin with a length"), ("0501", "it ends within a tag"),
        ("050901", "a copy reaches out of what is unpacked"), ("02f0ff", "a literal is longer than what is left"),
    ])
    func `a block that declares too much, or is none, is refused before it is unpacked`(packed: String, words: String) {
        let error = #expect(throws: RemoteReadFault.self) {
            try SnappyBlock.unpacked([UInt8](hexadecimal: packed), limit: 32 << 20)
        }
        #expect(error == .badSnappy(words))
    }
}
