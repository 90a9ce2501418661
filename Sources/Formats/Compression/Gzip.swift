internal import CZlib

/// `bytes` as one gzip member (RFC 1952), without a name or a time, so that equal bytes give equal members.
///
/// Members one after the other unpack to their contents one after the other. `level` is zlib's, 1 (fast) to 9 (small),
/// 0 (stored) or -1 (its default). Throws `FormatsError.compression`.
public func gzip(_ bytes: Span<UInt8>, level: Int) throws(FormatsError) -> [UInt8] {
    try unsafe withDeflateStream(level: level) { stream throws(FormatsError) in
        try unsafe deflateMember(of: bytes, by: stream)
    }
}

/// What `body` makes with a stream that writes gzip members. Throws `FormatsError.compression`.
func withDeflateStream<Value>(
    level: Int, _ body: (UnsafeMutablePointer<z_stream>) throws(FormatsError) -> Value
) throws(FormatsError) -> Value {
    var stream = unsafe z_stream()
    // One pointer for the whole of its life: zlib refuses a stream that has moved.
    return try unsafe withUnsafeMutablePointer(to: &stream) { stream throws(FormatsError) in
        // 15 bits of window, and 16 for a gzip header in place of zlib's.
        let code = unsafe deflateInit2_(
            stream, Int32(clamping: level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw .compression(code: code) }
        defer { unsafe deflateEnd(stream) }
        return try unsafe body(stream)
    }
}

/// `bytes` as one member. The stream is new, or was reset. Throws `FormatsError.compression`.
func deflateMember(
    of bytes: Span<UInt8>, by stream: UnsafeMutablePointer<z_stream>
) throws(FormatsError) -> [UInt8] {
    precondition(bytes.count <= Int(UInt32.max), "zlib counts the bytes of a call in 32 bits")
    var code = Z_OK
    let bound = unsafe Int(deflateBound(stream, UInt(bytes.count)))
    let member = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: bound)
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            code = unsafe deflate(stream, Z_FINISH)
        }
        count = unsafe Int(stream.pointee.total_out)
    }
    guard code == Z_STREAM_END else { throw .compression(code: code) }
    return member
}
