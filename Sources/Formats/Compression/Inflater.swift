internal import CZlib

/// An unpacking of zlib, closed once. It stays where it is in memory, as zlib asks.
///
/// It is not private: other rooms have a `GunzipSource` of their own made, which an optimized build links to this type.
@safe
struct Inflater: ~Copyable {
    struct Step {
        var consumed: Int
        var produced: Int
        var isEnd: Bool
        var isFault: Bool
    }

    /// What stands around what is packed: zlib's bits of a window for it.
    enum Wrapping: Int32 {
        case gzip = 31
        /// Nothing, as in a zip archive.
        case none = -15
    }

    private let stream: UnsafeMutablePointer<z_stream>

    init(_ wrapping: Wrapping) throws(FormatsError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw .compression(code: code) }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Makes it ready for a further member; whether that went well.
    func reset() -> Bool { unsafe inflateReset(stream) == Z_OK }

    /// Unpacks as much of `input[pending]` as fits into `bytes[range]`.
    func inflate(_ input: [UInt8], _ pending: Range<Int>, into bytes: inout [UInt8], at range: Range<Int>) -> Step {
        let code = unsafe input.withUnsafeBytes { all in
            unsafe bytes.withUnsafeMutableBytes { room in
                let from = unsafe UnsafeRawBufferPointer(rebasing: all[pending]).bindMemory(to: UInt8.self)
                let to = unsafe UnsafeMutableRawBufferPointer(rebasing: room[range]).bindMemory(to: UInt8.self)
                // zlib takes its input as writable, and does not write to it.
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: from.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(from.count)
                unsafe stream.pointee.next_out = to.baseAddress
                unsafe stream.pointee.avail_out = UInt32(clamping: to.count)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        let produced = unsafe min(range.count, Int(UInt32.max)) - Int(stream.pointee.avail_out)
        return unsafe Step(
            consumed: pending.count - Int(stream.pointee.avail_in), produced: produced, isEnd: code == Z_STREAM_END,
            isFault: ![Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(code))
    }
}
