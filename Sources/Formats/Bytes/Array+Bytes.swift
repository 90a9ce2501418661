extension [UInt8] {
    /// Appends the bytes of `span`.
    mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
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
