// Hot: a call a statement of every append and read; measured by Benchmarks' record.

/// A hash of 64 bits over words and bytes, by folded multiplication. Two words are multiplied to 128 bits, whose halves are
/// joined by exclusive or.
///
/// Source: Wang Yi, wyhash, final version 4 (public domain): its `mix` and its secrets. It finds rot and torn writes; who
/// means harm can make two texts of one hash.
public struct WordHash: Sendable {
    /// What is hashed, so that a row of one kind is not taken for one of another.
    public enum Kind: UInt64, Sendable {
        /// What a record keeps, by its table.
        case statement = 1
        /// Each as its name says.
        case repeated, key, series, text, unit, void, time, row, record, schema, block, carried
    }

    @usableFromInline var state: UInt64
    @usableFromInline var count: UInt64 = 0

    @inlinable static var secrets: (UInt64, UInt64) { (0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB) }

    /// The hash of nothing yet.
    @inlinable public init(_ kind: Kind) { state = kind.rawValue &* 0x8EBC_6AF0_9C88_C6E3 }

    /// Takes two words.
    @inlinable public mutating func add(_ one: UInt64, _ other: UInt64 = 0) {
        state = Self.mix(one ^ Self.secrets.1, other ^ state)
        count &+= 1
    }

    /// Takes a number.
    @inlinable public mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }

    /// Takes bytes, and how many there are.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(bytes.count))
        for start in stride(from: 0, to: bytes.count, by: 16) {
            add(unsafe Self.word(bytes, at: start), unsafe Self.word(bytes, at: start + 8))
        }
    }

    /// Takes the UTF-8 bytes of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of what was taken.
    @inlinable public var value: UInt64 { Self.mix(state ^ Self.secrets.0, count ^ Self.secrets.1) }

    /// Eight bytes as a word, the lowest first; those that are missing are zero.
    private static func word(_ bytes: UnsafeRawBufferPointer, at start: Int) -> UInt64 {
        guard start + 8 > bytes.count else {
            return UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var word: UInt64 = 0
        for index in stride(from: bytes.count - 1, through: start, by: -1) {
            word = word << 8 | UInt64(unsafe bytes[index])
        }
        return word
    }

    @inlinable static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }
}
