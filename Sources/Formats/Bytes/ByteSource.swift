internal import Glibc

/// Where bytes come from, a block at a time.
public protocol ByteSource: ~Copyable {
    /// Puts the next bytes at the start of `bytes[range]` and returns how many.
    ///
    /// At least one, as long as there are any and `range` holds `ByteSourceLimit.leastRoom` bytes; 0 is the end.
    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int
}

/// What the two sides of a `ByteSource` can rely on.
public enum ByteSourceLimit {
    /// A reader offers at least this many bytes of room, so that a converter can always put a whole character.
    public static let leastRoom = 16
}

/// Bytes that are in memory.
public struct MemorySource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let blockSize: Int
    private var position = 0

    /// All of `bytes`, at most `blockSize` at a time.
    public init(_ bytes: [UInt8], blockSize: Int = .max) {
        precondition(blockSize > 0, "a block holds at least one byte")
        self.bytes = bytes
        self.blockSize = blockSize
    }

    /// Never throws.
    public mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let count = min(range.count, blockSize, self.bytes.count - position)
        bytes.copy(position..<position + count, of: self.bytes, to: range.lowerBound)
        position += count
        return count
    }
}

/// What `read(2)` gives on a descriptor: a file, a pipe, standard input. Opening and closing it is its owner's.
public struct DescriptorSource: ByteSource, Sendable {
    private let descriptor: Int32

    /// The rest of what is open as `descriptor`, from its current offset on.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Throws `FormatsError.unreadable`.
    public mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        while true {
            let descriptor = descriptor
            let count = unsafe bytes.withUnsafeMutableBytes { to in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: to[range])
                return unsafe Glibc.read(descriptor, room.baseAddress, room.count)
            }
            guard count < 0 else { return count }
            let code = errno
            guard code == EINTR else { throw .unreadable(code: code) }
        }
    }
}
