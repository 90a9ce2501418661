internal import Crypto
internal import Formats
internal import Synchronization

/// The SHA-256 of bytes that go by; shared with the source that they go through.
final class RunningDigest: Sendable {
    private let state = Mutex<(hash: SHA256, count: Int)>((SHA256(), 0))

    /// How many bytes went by.
    var count: Int { state.withLock { $0.count } }

    /// SHA-256 of what was read so far: 32 bytes.
    var bytes: [UInt8] { state.withLock { Array($0.hash.finalize()) } }

    fileprivate func take(_ block: ArraySlice<UInt8>) {
        state.withLock { state in
            state.count += block.count
            unsafe block.withUnsafeBytes { unsafe state.hash.update(bufferPointer: $0) }
        }
    }
}

/// A source that tells a digest what goes through it.
struct DigestingSource: ByteSource, Sendable {
    private var base: any ByteSource & Sendable
    let digest: RunningDigest

    init(_ base: any ByteSource & Sendable, into digest: RunningDigest) {
        self.base = base
        self.digest = digest
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let count = try base.read(into: &bytes, at: range)
        digest.take(bytes[range.lowerBound..<range.lowerBound + count])
        return count
    }
}
