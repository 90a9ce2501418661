import Formats
import MosaicTestKit
import Testing

@Suite
struct CSVAgreementTests {
    /// What makes a difference to a reader, and what does not.
    private static let pieces: [[UInt8]] = [
        [0x61], [0x62, 0x63], [0x2C], [0x2C], [0x22], [0x22], [0x22, 0x22], [0x0A], [0x0A], [0x0D], [0x0D, 0x0A],
        [0x20],
        Array("中".utf8), Array("é".utf8), Array("😀".utf8), [0x2C, 0x22], [0x22, 0x2C], [0x22, 0x0A],
        Array("seventeen letters".utf8), [0xEF, 0xBB, 0xBF],
    ]
    private static let flaws: [[UInt8]] = [
        [0x00], [0xFF], [0xE4, 0xB8], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]

    private static func text(_ generator: inout SeededGenerator, separator: CSVSeparator) -> [UInt8] {
        // What separates takes the comma's place, and the comma its own.
        pieces(&generator).map { $0 == 0x2C ? separator.rawValue : $0 == separator.rawValue ? 0x2C : $0 }
    }

    private static func pieces(_ generator: inout SeededGenerator) -> [UInt8] {
        let hasFlaws = Int.random(in: 0..<3, using: &generator) == 0
        let pool = hasFlaws ? pieces + flaws : pieces
        let count = Int.random(in: 0...40, using: &generator)
        return (0..<count).flatMap { _ in pool[Int.random(in: pool.indices, using: &generator)] }
    }

    @Test(arguments: 0..<10)
    func `both say the same of random bytes, whatever the blocks`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<60 {
            let separator = CSVSeparator.allCases[Int.random(in: 0..<4, using: &generator)]
            let bytes = Self.text(&generator, separator: separator)
            let rowLimit = Bool.random(using: &generator) ? 1 << 20 : Int.random(in: 1...40, using: &generator)
            let expected = SlowCSV.readings(of: bytes, separator: separator, rowLimit: rowLimit)
            for blockSize in Array(1...17) + [31, 64, .max] {
                let room = Int.random(in: 1...64, using: &generator)
                let found = try CSVReading.all(
                    of: bytes, separator: separator, blockSize: blockSize, rowLimit: rowLimit, room: room)
                try #require(found == expected, "\(bytes) in blocks of \(blockSize), limit \(rowLimit), room \(room)")
            }
        }
    }

    @Test(arguments: CSVSeparator.allCases)
    func `both say the same of every short text of the bytes that matter`(separator: CSVSeparator) throws {
        // A comma is a letter like another where it does not separate.
        let letter: UInt8 = separator == .comma ? 0x61 : 0x2C
        let alphabet: [UInt8] = [letter, separator.rawValue, 0x22, 0x0A, 0x0D]
        var texts: [[UInt8]] = [[]]
        for _ in 0..<5 {
            texts = texts.flatMap { text in alphabet.map { text + [$0] } }
            for text in texts {
                let expected = SlowCSV.readings(of: text, separator: separator, rowLimit: 1 << 20)
                for blockSize in [1, 2, .max] {
                    let found = try CSVReading.all(of: text, separator: separator, blockSize: blockSize)
                    try #require(found == expected, "\(text) separated by a \(separator.word)")
                }
            }
        }
    }

    @Test(arguments: Array(0x80...0xFF))
    func `both find the same bytes to be no UTF-8`(lead: Int) throws {
        let edges: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for second in edges {
            for third in edges where third <= 0x80 || third >= 0xBF {
                for fourth in edges where fourth <= 0x80 || fourth >= 0xBF {
                    let text: [UInt8] = [0x41, UInt8(lead), second, third, fourth, 0x41]
                    let expected = SlowCSV.readings(of: text, rowLimit: 1 << 20)
                    try #require(try CSVReading.all(of: text) == expected, "\(text)")
                }
            }
        }
    }
}
