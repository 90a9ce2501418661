// On the hot path: benchmark `record` in Benchmarks/.

internal import Crypto
internal import Formats
internal import Synchronization
internal import Threads

/// Blocks of CSV rows that are read, digested, decoded and found on a thread of its own, ahead of who takes them: a good half
/// of what is to be done with an input.
final class RowBelt: Sendable {
    private typealias Filled = (block: CSVBlock, count: Int)

    /// Blocks go round: the reading thread fills a free one, who takes it gives it back.
    private let free = BoundedQueue<CSVBlock>(limit: RowBelt.blocks)
    private let filled = BoundedQueue<Filled>(limit: RowBelt.blocks)
    private let wholeDigest = Mutex<[UInt8]>([])

    private static let blocks = 4

    /// Starts to read a source in an encoding. To be stopped by who takes the blocks.
    init(_ source: some ByteSource & Sendable, encoding: ReadingOptions.Encoding = .utf8) {
        for _ in 0..<Self.blocks { free.send(CSVBlock()) }
        _ = Worker("reading") { [self] in
            let digest = RunningDigest()
            var source = DigestingSource(source, into: digest)
            switch encoding {
            case .utf8: fill(from: &source, digest)
            case .gb18030:
                do throws(FormatsError) {
                    var decoded = try GB18030Source(source)
                    fill(from: &decoded, digest)
                } catch {
                    finish(CSVBlock(failure: error), digest)
                }
            }
        }
    }

    /// SHA-256 of all bytes, 32 of them, once the last block was taken.
    var digest: [UInt8] { wholeDigest.withLock { $0 } }

    /// The next block, waiting for it, and how many bytes were read so far; nil behind the last.
    func take() -> (block: CSVBlock, count: Int)? { filled.next() }

    /// Lets the room of a block be filled again.
    func giveBack(_ block: consuming CSVBlock) { free.send(block) }

    /// Says that no more blocks are wanted.
    func stop() { free.cancel() }

    private func fill<Source: ByteSource & ~Copyable>(from source: inout Source, _ digest: RunningDigest) {
        var reader = CSVReader()
        while var block = free.next() {
            block.fill(by: &reader, from: &source)
            if block.isLast { return finish(block, digest) }
            filled.send((block, digest.count))
        }
    }

    private func finish(_ block: consuming CSVBlock, _ digest: RunningDigest) {
        let bytes = digest.bytes
        wholeDigest.withLock { $0 = bytes }
        filled.send((block, digest.count))
        filled.finish()
    }
}
