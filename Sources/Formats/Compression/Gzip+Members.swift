// On the hot path: benchmark `scrape` in Benchmarks/.

internal import CZlib

/// How far zlib looks back for what repeats, where no level of it suits what is packed.
///
/// Source: `deflateTune` in zlib.h, and the table of levels in its deflate.c.
public struct DeflateEffort: Sendable {
    /// A match so long is looked for a quarter as far.
    let good: Int32
    /// After a match so long no better one is looked for at the next byte.
    let lazy: Int32
    /// After a match so long the search ends.
    let nice: Int32
    /// So many earlier places are looked at.
    let chain: Int32

    /// An effort. Below level 4, what is said of the next byte does not hold.
    public init(good: Int32, lazy: Int32, nice: Int32, chain: Int32) {
        (self.good, self.lazy, self.nice, self.chain) = (good, lazy, nice, chain)
    }
}

/// Pieces as gzip members, one after the other; an empty piece is none.
///
/// The result has the members, and where each ends. `level` is zlib's, and `effort` is in place of that level's own. Throws
/// `FormatsError.compression`.
public func gzipMembers(
    of pieces: [some Collection<UInt8>], level: Int, effort: DeflateEffort? = nil
) throws(FormatsError) -> (bytes: [UInt8], ends: [Int]) {
    var (members, ends): ([UInt8], [Int]) = ([], [])
    ends.reserveCapacity(pieces.count)
    try unsafe withDeflateStream(level: level) { stream throws(FormatsError) in
        for piece in pieces {
            if !piece.isEmpty {
                if let effort {
                    // A stream that is reset has its level's effort again.
                    let code = unsafe deflateTune(stream, effort.good, effort.lazy, effort.nice, effort.chain)
                    guard code == Z_OK else { throw .compression(code: code) }
                }
                let packed = piece.withContiguousStorageIfAvailable { bytes in
                    Result { () throws(FormatsError) in try unsafe deflateMember(of: bytes.span, by: stream) }
                }
                if let packed {
                    members += try packed.get()
                } else {
                    members += try unsafe deflateMember(of: Array(piece).span, by: stream)
                }
                let code = unsafe deflateReset(stream)
                guard code == Z_OK else { throw .compression(code: code) }
            }
            ends.append(members.count)
        }
    }
    return (members, ends)
}

/// `bytes` as one gzip member that is stored as it is: for a few bytes that are sent once, as it costs next to nothing.
public func gzipStored(_ bytes: Span<UInt8>) -> [UInt8] {
    /// The most bytes of a stored block, by RFC 1951.
    let most = 0xFFFF
    var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    member.reserveCapacity(bytes.count + bytes.count / most * 5 + 23)
    var start = 0
    repeat {
        let end = min(start + most, bytes.count)
        let count = UInt16(end - start)
        member.append(end == bytes.count ? 1 : 0)
        member.append(littleEndian: count)
        member.append(littleEndian: ~count)
        member.append(bytes.extracting(start..<end))
        start = end
    } while start < bytes.count
    let sum = unsafe bytes.withUnsafeBufferPointer { input in
        unsafe crc32_z(0, input.baseAddress, input.count)
    }
    member.append(littleEndian: UInt32(truncatingIfNeeded: sum))
    member.append(littleEndian: UInt32(truncatingIfNeeded: bytes.count))
    return member
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: Self.Element.bitWidth * MemoryLayout.size(ofValue: number), by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
