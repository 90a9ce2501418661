// On the hot path: benchmark `scrape` in Benchmarks/.

internal import CZlib

/// Pieces of `bytes` as gzip members, one after the other; an empty piece is none. `ends` says where each piece ends.
///
/// The result has the members, and where each ends. `level` is zlib's. Throws `FormatsError.compression`.
public func gzipMembers(
    of bytes: Span<UInt8>, endingAt ends: [Int], level: Int
) throws(FormatsError) -> (bytes: [UInt8], ends: [Int]) {
    precondition(bytes.count <= Int(UInt32.max), "zlib counts the bytes of a call in 32 bits")
    var (members, memberEnds): ([UInt8], [Int]) = ([], [])
    memberEnds.reserveCapacity(ends.count)
    var stream = unsafe z_stream()
    // One pointer for the whole of its life: zlib refuses a stream that has moved.
    let code = unsafe withUnsafeMutablePointer(to: &stream) { stream in
        unsafe deflateMembers(of: bytes, endingAt: ends, level: level, by: stream, into: &members, &memberEnds)
    }
    guard code == Z_STREAM_END else { throw .compression(code: code) }
    return (members, memberEnds)
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

/// Puts each piece through `stream`; zlib's code, `Z_STREAM_END` where all went well.
private func deflateMembers(
    of bytes: Span<UInt8>, endingAt ends: [Int], level: Int, by stream: UnsafeMutablePointer<z_stream>,
    into members: inout [UInt8], _ memberEnds: inout [Int]
) -> Int32 {
    var code = unsafe deflateInit2_(
        stream, Int32(clamping: level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return code }
    defer { unsafe deflateEnd(stream) }
    let longest = zip(ends, [0] + ends).reduce(0) { max($0, $1.0 - $1.1) }
    var room = unsafe [UInt8](repeating: 0, count: Int(deflateBound(stream, UInt(longest))))
    code = Z_STREAM_END
    var start = 0
    for end in ends {
        defer { memberEnds.append(members.count) }
        guard end > start else { continue }
        let piece = bytes.extracting(start..<end)
        start = end
        let capacity = room.count
        let written = unsafe room.withUnsafeMutableBufferPointer { output in
            unsafe stream.pointee.next_out = output.baseAddress
            unsafe stream.pointee.avail_out = UInt32(clamping: capacity)
            unsafe piece.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                code = unsafe deflate(stream, Z_FINISH)
            }
            return unsafe Int(stream.pointee.total_out)
        }
        guard code == Z_STREAM_END else { return code }
        members.append(room.span.extracting(first: written))
        guard unsafe deflateReset(stream) == Z_OK else { return Z_STREAM_ERROR }
    }
    return code
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: Self.Element.bitWidth * MemoryLayout.size(ofValue: number), by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
