internal import CZlib

/// A packing of zlib without anything around it, closed once. It stays where it is in memory, as zlib asks.
@safe
struct Deflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private static let roomSize = 1 << 16

    init() throws(FormatsError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 bits of window, and nothing around.
        let code = unsafe deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw .compression(code: code) }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Packs bytes, and appends what comes of it.
    func deflate(_ bytes: [UInt8], isLast: Bool, to packed: inout [UInt8]) throws(FormatsError) {
        precondition(bytes.count <= Int(UInt32.max), "zlib counts the bytes of a call in 32 bits")
        var room = [UInt8](repeating: 0, count: Self.roomSize)
        var code = Z_OK
        unsafe bytes.withUnsafeBufferPointer { input in
            // zlib takes its input as writable, and does not write to it.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            var isFull = true
            while isFull, code == Z_OK {
                let produced = unsafe room.withUnsafeMutableBufferPointer { room in
                    unsafe stream.pointee.next_out = room.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(room.count)
                    code = unsafe CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return unsafe room.count - Int(stream.pointee.avail_out)
                }
                packed += room[..<produced]
                isFull = produced == room.count
                // There was nothing more to do.
                if code == Z_BUF_ERROR { code = Z_OK }
            }
        }
        guard code == (isLast ? Z_STREAM_END : Z_OK) else { throw .compression(code: code) }
    }
}
