internal import Crypto
internal import Exchange
internal import NIOCore

/// The bytes of a file as the body of a request: so many as it had when it was opened.
struct SentFile: AsyncSequence, Sendable {
    let file: InputFile
    let size: Int
    /// Is told how many bytes were handed over.
    let progress: @Sendable (Int) -> Void
    /// How far it is.
    let pace = SentPace()

    private static let blockBytes = 1 << 18

    struct AsyncIterator: AsyncIteratorProtocol {
        let sent: SentFile
        var offset = 0

        mutating func next() async throws(InputError) -> ByteBuffer? {
            sent.progress(offset)
            sent.pace.note(offset, of: sent.size)
            guard offset < sent.size else { return nil }
            let block = try sent.block(at: offset)
            offset += block.count
            return ByteBuffer(bytes: block)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(sent: self) }

    /// SHA-256 of all of it: 32 bytes.
    func sha256() throws(InputError) -> [UInt8] {
        var (hash, offset) = (SHA256(), 0)
        while offset < size {
            let block = try block(at: offset)
            unsafe block.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            offset += block.count
        }
        return Array(hash.finalize())
    }

    private func block(at offset: Int) throws(InputError) -> [UInt8] {
        let block = try file.bytes(from: offset, atMost: Swift.min(Self.blockBytes, size - offset))
        guard !block.isEmpty else {
            throw InputError(file: file.name, message: "became shorter while it was sent", isFailedRead: true)
        }
        return block
    }
}
