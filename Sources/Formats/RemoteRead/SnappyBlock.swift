/// The block format of Snappy, in which Prometheus packs the messages of remote read.
///
/// Source: "Snappy compressed format description", google/snappy, `format_description.txt`.
public enum SnappyBlock {
    /// Packs bytes; what comes back unpacks to them.
    public static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        packed.reserveCapacity(bytes.count / 2 + 16)
        packed.append(varint: UInt64(bytes.count))
        var packer = SnappyPacker()
        var start = 0
        while start < bytes.count {
            let end = min(start + SnappyPacker.blockSize, bytes.count)
            packer.pack(bytes, start..<end, into: &packed)
            start = end
        }
        return packed
    }

    /// Unpacks a block.
    ///
    /// - Parameter limit: the most bytes. A block that declares more is refused before any of it is unpacked.
    /// - Throws: `RemoteReadFault.badSnappy` for what is too large, cut or damaged.
    public static func unpacked(_ packed: [UInt8], limit: Int) throws(RemoteReadFault) -> [UInt8] {
        var position = 0
        guard let declared = packed.varint(at: &position), declared <= UInt64(UInt32.max) else {
            throw .badSnappy("it does not begin with a length")
        }
        guard declared <= UInt64(limit) else {
            throw .badSnappy("it declares \(declared) bytes; expected \(limit) at most")
        }
        // Three bytes unpack to 64 at most: a short block can't ask for much memory by what it declares.
        guard declared <= UInt64(packed.count) * 22 else {
            throw .badSnappy("it declares \(declared) bytes, and is too short for them")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(declared))
        while position < packed.count {
            let tag = packed[position]
            position += 1
            if tag & 3 == 0 {
                let length = try literalLength(tag, packed, &position)
                guard length <= packed.count - position, length <= Int(declared) - bytes.count else {
                    throw .badSnappy("a literal is longer than what is left")
                }
                bytes.append(contentsOf: packed[position..<position + length])
                position += length
            } else {
                let (length, offset) = try copy(tag, packed, &position)
                guard offset > 0, offset <= bytes.count, length <= Int(declared) - bytes.count else {
                    throw .badSnappy("a copy reaches out of what is unpacked")
                }
                // Source and end may overlap, so this is byte by byte.
                for index in bytes.count - offset..<bytes.count - offset + length { bytes.append(bytes[index]) }
            }
        }
        guard bytes.count == Int(declared) else {
            throw .badSnappy("it ends after \(bytes.count) of \(declared) bytes")
        }
        return bytes
    }

    private static func literalLength(
        _ tag: UInt8, _ packed: [UInt8], _ position: inout Int
    ) throws(RemoteReadFault) -> Int {
        let short = Int(tag >> 2)
        guard short >= 60 else { return short + 1 }
        return try number(ofBytes: short - 59, packed, &position) + 1
    }

    private static func copy(
        _ tag: UInt8, _ packed: [UInt8], _ position: inout Int
    ) throws(RemoteReadFault) -> (length: Int, offset: Int) {
        switch tag & 3 {
        case 1:
            let low = try number(ofBytes: 1, packed, &position)
            return (Int(tag >> 2 & 7) + 4, Int(tag >> 5) << 8 | low)
        case 2: return (Int(tag >> 2) + 1, try number(ofBytes: 2, packed, &position))
        default: return (Int(tag >> 2) + 1, try number(ofBytes: 4, packed, &position))
        }
    }

    /// A number of 1 to 4 bytes, the least first.
    private static func number(
        ofBytes count: Int, _ packed: [UInt8], _ position: inout Int
    ) throws(RemoteReadFault) -> Int {
        guard count <= packed.count - position else { throw .badSnappy("it ends within a tag") }
        let number = (0..<count).reduce(0) { $0 | Int(packed[position + $1]) << (8 * $1) }
        position += count
        return number
    }
}
