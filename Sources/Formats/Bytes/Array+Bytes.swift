extension [UInt8] {
    /// Appends the bytes of `span`.
    mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Copies a range of other bytes to an index, over what is there.
    package mutating func copy(_ range: Range<Int>, of other: [UInt8], to start: Int) {
        unsafe other.withUnsafeBytes { from in
            unsafe withUnsafeMutableBytes { all in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: all[start..<start + range.count])
                unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: from[range]))
            }
        }
    }

    /// The bytes as text, two lower-case hexadecimal digits each.
    public var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Copies `range` to the start, over what is there.
    mutating func moveToStart(_ range: Range<Int>) {
        guard range.lowerBound > 0, !range.isEmpty else { return }
        unsafe withUnsafeMutableBytes { all in
            let moved = unsafe UnsafeRawBufferPointer(rebasing: all[range])
            unsafe all.copyMemory(from: moved)
        }
    }
}
