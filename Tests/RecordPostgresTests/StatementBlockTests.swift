import Indicators
import MosaicTestKit
import Record
import Testing

@testable import RecordPostgres

/// A block gives back what was packed, and shows it to who reads by SQL.
struct StatementBlockTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a block gives back the statements that it packs`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let statements = Self.statements(&generator)
        var found: [KeptStatement] = []
        let packed = StatementBlock.packed(statements)
        let isSound = unsafe packed.withUnsafeBytes { unsafe StatementBlock.unpack($0, of: 7, into: &found) }
        #expect(isSound)
        #expect(found.map(String.init(describing:)) == statements.map(String.init(describing:)))
    }

    @Test func `fifty years of one source take less than ten bytes a figure`() {
        let statements = (0..<50).map { index in
            KeptStatement(
                year: Int16(1976 + index), published: 18_262, batch: 1, row: 1, value: Double(index) + 0.1, status: 65,
                bound: 0, source: 3, note: KeptStatement.noText)
        }
        #expect(StatementBlock.packed(statements).count < 500)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `bytes that no packing makes are refused and not read past their end`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = StatementBlock.packed(Self.statements(&generator))
        let cut = Int.random(in: 1..<bytes.count, using: &generator)
        bytes.removeLast(cut)
        var found: [KeptStatement] = []
        let isSound = unsafe bytes.withUnsafeBytes { unsafe StatementBlock.unpack($0, of: 7, into: &found) }
        #expect(isSound == bytes.isEmpty)
        #expect(found.isEmpty)
    }

    private static func statements(_ generator: inout SeededGenerator) -> [KeptStatement] {
        var year = Int16.random(in: 1949...2000, using: &generator)
        let isPlain = Bool.random(using: &generator)
        return (0..<Int.random(in: 1...60, using: &generator)).map { _ in
            year += isPlain ? 1 : Int16.random(in: 0...2, using: &generator)
            let isNone = Int.random(in: 0..<10, using: &generator) == 0
            return KeptStatement(
                year: year, published: isPlain ? 18_262 : Int32.random(in: -9000...20_000, using: &generator), batch: 7,
                row: isPlain ? 1 : Int32.random(in: 1...3, using: &generator),
                value: isNone ? .nan : Double.random(in: -1e9...1e9, using: &generator), status: isPlain ? 65 : 70,
                bound: UInt8.random(in: 0...5, using: &generator),
                source: isPlain ? 1 : Int32.random(in: 1...9, using: &generator),
                note: isPlain ? KeptStatement.noText : Int32.random(in: 1...9, using: &generator))
        }
    }
}
