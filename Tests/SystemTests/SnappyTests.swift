import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The packing of remote reads beside libsnappy, which `cramjam` of PyPI brings along.
    @Suite struct SnappyTests {
        @Test func `what libsnappy packs is unpacked, and it unpacks what is packed`() throws {
            var generator = SeededGenerator(seed: 18)
            let samples = (0..<300).map { index in
                let letters = UInt8.random(in: 1...255, using: &generator)
                return (0..<(index < 290 ? index * 7 : index * 700)).map { position in
                    index % 3 == 0
                        ? UInt8(truncatingIfNeeded: position % 97) : UInt8.random(in: 0...letters, using: &generator)
                }
            }
            let script = """
                import sys, cramjam
                for line in sys.stdin:
                    raw, packed = (bytes.fromhex(part) for part in line.rstrip("\\n").split(" "))
                    assert bytes(cramjam.snappy.decompress_raw(packed)) == raw
                    print(bytes(cramjam.snappy.compress_raw(raw)).hex())
                """
            let lines = samples.map { sample in
                [sample, RemoteRead.packed(sample)].map { $0.map { String(format: "%02x", $0) }.joined() }
                    .joined(separator: " ") + "\n"
            }
            let python = Program(path: Repository.url(".venv/bin/python").path)
            let done = try python.run(["-c", script], input: Data(lines.joined().utf8))
            #expect(done.status == 0, "\(done.errors)")
            let packed = done.text.split(separator: "\n").map { [UInt8](hexadecimal: String($0)) }
            #expect(packed.count == samples.count)
            for (packed, sample) in zip(packed, samples) { #expect(try RemoteRead.unpacked(packed) == sample) }
        }
    }
}
