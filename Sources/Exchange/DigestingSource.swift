internal import Crypto
internal import Formats

/// The SHA-256 of bytes that go by; shared with the source that they go through.
final class RunningDigest {
    fileprivate var hash = SHA256()
    /// How many bytes went by.
    fileprivate(set) var count = 0

    /// SHA-256 of what was read so far: 32 bytes.
    var bytes: [UInt8] { Array(hash.finalize()) }
}

/// A source that tells a digest what goes through it.
struct DigestingSource<Base: ByteSource>: ByteSource {
    private var base: Base
    private let digest: RunningDigest

    init(_ base: Base, into digest: RunningDigest) {
        self.base = base
        self.digest = digest
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let count = try base.read(into: &bytes, at: range)
        digest.count += count
        unsafe bytes.withUnsafeBytes { all in
            let block = unsafe UnsafeRawBufferPointer(rebasing: all[range.lowerBound..<range.lowerBound + count])
            unsafe digest.hash.update(bufferPointer: block)
        }
        return count
    }
}
