internal import CZlib

/// `bytes` as one gzip member (RFC 1952), without a name or a time, so that equal bytes give equal members.
///
/// Members one after the other unpack to their contents one after the other. `level` is zlib's, 1 (fast) to 9 (small),
/// 0 (stored) or -1 (its default). Throws `FormatsError.compression`.
public func gzip(_ bytes: Span<UInt8>, level: Int) throws(FormatsError) -> [UInt8] {
    precondition(bytes.count <= Int(UInt32.max), "zlib counts the bytes of a call in 32 bits")
    var member: [UInt8] = []
    var stream = unsafe z_stream()
    // One pointer for the whole of its life: zlib refuses a stream that has moved.
    let code = unsafe withUnsafeMutablePointer(to: &stream) { stream in
        unsafe deflateMember(of: bytes, level: level, by: stream, into: &member)
    }
    guard code == Z_STREAM_END else { throw .compression(code: code) }
    return member
}

/// Opens `stream`, puts `bytes` through it and closes it; zlib's code, `Z_STREAM_END` where all went well.
private func deflateMember(
    of bytes: Span<UInt8>, level: Int, by stream: UnsafeMutablePointer<z_stream>, into member: inout [UInt8]
) -> Int32 {
    // 15 bits of window, and 16 for a gzip header in place of zlib's.
    var code = unsafe deflateInit2_(
        stream, Int32(clamping: level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return code }
    defer { unsafe deflateEnd(stream) }
    let bound = unsafe Int(deflateBound(stream, UInt(bytes.count)))
    unsafe member = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: bound)
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            code = unsafe deflate(stream, Z_FINISH)
        }
        count = unsafe Int(stream.pointee.total_out)
    }
    return code
}
