internal import Formats
internal import Glibc

/// What a file has from an offset on. It leaves the file's own offset alone, which whoever reads on goes by.
struct PlacedSource: ByteSource, Sendable {
    let descriptor: Int32
    var offset: off_t

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let (descriptor, offset) = (descriptor, offset)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { to in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: to[range])
                return unsafe pread(descriptor, room.baseAddress, room.count, offset)
            }
            guard count < 0 else {
                self.offset += off_t(count)
                return count
            }
            let code = errno
            guard code == EINTR else { throw .unreadable(code: code) }
        }
    }
}
