/// Finds what repeats within a block of bytes, and writes the rest as literals.
struct SnappyPacker {
    /// Copies reach back within a block of this many bytes, so that two bytes say how far.
    static let blockSize = 1 << 16
    private static let tableBits = 14

    /// Where four bytes were seen last, by their hash: the position in the block and one.
    private var table = [Int32](repeating: 0, count: 1 << Self.tableBits)

    /// Appends the tags of a block.
    mutating func pack(_ bytes: [UInt8], _ block: Range<Int>, into packed: inout [UInt8]) {
        for index in table.indices { table[index] = 0 }
        var (position, literal) = (block.lowerBound, block.lowerBound)
        // What does not repeat is looked at ever less closely.
        var misses = 32
        while position + 4 <= block.upperBound {
            let word = Self.word(bytes, position)
            let slot = Int((word &* 0x1E35_A7BD) >> UInt32(32 - Self.tableBits))
            let candidate = block.lowerBound + Int(table[slot]) - 1
            table[slot] = Int32(position - block.lowerBound + 1)
            guard candidate >= block.lowerBound, Self.word(bytes, candidate) == word else {
                position += misses >> 5
                misses += 1
                continue
            }
            var end = position + 4
            while end < block.upperBound, bytes[end] == bytes[candidate + end - position] { end += 1 }
            Self.appendLiteral(bytes, literal..<position, to: &packed)
            Self.appendCopy(length: end - position, offset: position - candidate, to: &packed)
            (position, literal, misses) = (end, end, 32)
        }
        Self.appendLiteral(bytes, literal..<block.upperBound, to: &packed)
    }

    private static func word(_ bytes: [UInt8], _ position: Int) -> UInt32 {
        UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2]) << 16
            | UInt32(bytes[position + 3]) << 24
    }

    private static func appendLiteral(_ bytes: [UInt8], _ range: Range<Int>, to packed: inout [UInt8]) {
        guard !range.isEmpty else { return }
        let last = range.count - 1
        if last < 60 {
            packed.append(UInt8(last << 2))
        } else if last < 1 << 8 {
            packed += [60 << 2, UInt8(last)]
        } else {
            packed += [61 << 2, UInt8(last & 0xFF), UInt8(last >> 8)]
        }
        packed.append(contentsOf: bytes[range])
    }

    private static func appendCopy(length: Int, offset: Int, to packed: inout [UInt8]) {
        var left = length
        while left > 0 {
            // No rest below 4 is left over, so that the short tag fits it.
            let part = left > 64 ? (left < 68 ? 60 : 64) : left
            if part >= 4, part < 12, offset < 2048 {
                packed += [1 | UInt8(part - 4) << 2 | UInt8(offset >> 8) << 5, UInt8(offset & 0xFF)]
            } else {
                packed += [2 | UInt8(part - 1) << 2, UInt8(offset & 0xFF), UInt8(offset >> 8)]
            }
            left -= part
        }
    }
}
