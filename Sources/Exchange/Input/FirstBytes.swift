internal import Formats

/// The first bytes of an input, by which its form is chosen: some 64 KiB. They are more where lines are long.
struct FirstBytes {
    let bytes: [UInt8]
    /// Whether these are all.
    let isWhole: Bool

    /// How many bytes are looked at.
    private static let size = 1 << 16
    /// How many bytes are looked at where lines are long: a header of ten thousand columns, and what may stand above it.
    private static let limit = 1 << 20
    /// How many lines tell a form.
    private static let lines = 10

    /// Reads them.
    ///
    /// - Throws: what the source throws.
    init<Source: ByteSource & ~Copyable>(of source: inout Source) throws(FormatsError) {
        var bytes = [UInt8](repeating: 0, count: Self.size + ByteSourceLimit.leastRoom)
        var (count, lines) = (0, 0)
        var isWhole = false
        while !isWhole, count < Self.size || count < Self.limit && lines < Self.lines {
            if bytes.count - count < ByteSourceLimit.leastRoom {
                bytes.append(contentsOf: repeatElement(0, count: bytes.count))
            }
            let more = try source.read(into: &bytes, at: count..<bytes.count)
            lines += bytes[count..<count + more].count { $0 == UInt8(ascii: "\n") }
            count += more
            isWhole = more == 0
        }
        bytes.removeSubrange(count...)
        (self.bytes, self.isWhole) = (bytes, isWhole)
    }
}
