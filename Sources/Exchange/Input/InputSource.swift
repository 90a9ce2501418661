internal import Formats
internal import Glibc

/// The bytes of an open input, kept where they could not be read again.
struct InputSource: ByteSource {
    private var base: DescriptorSource
    private let input: InputFile
    private var isCopied: Bool

    init(_ input: InputFile) {
        base = DescriptorSource(descriptor: input.descriptor)
        self.input = input
        isCopied = input.copy >= 0
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let block = try base.read(into: &bytes, at: range)
        if isCopied { isCopied = copy(bytes, range.lowerBound..<range.lowerBound + block) }
        return block
    }

    /// Whether all of the bytes could be copied; without them messages lack columns, and nothing else.
    private func copy(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            let written = unsafe bytes.withUnsafeBytes { all in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: all[start..<range.upperBound])
                return unsafe write(input.copy, rest.baseAddress, rest.count)
            }
            guard written > 0 else {
                if written < 0, errno == EINTR { continue }
                _ = ftruncate(input.copy, 0)
                return false
            }
            start += written
        }
        return true
    }
}
