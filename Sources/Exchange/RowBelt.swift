// On the hot path: benchmark `record` in Benchmarks/.

internal import Crypto
internal import Formats
internal import Foundation
internal import Synchronization

/// Blocks of CSV rows that are read, digested, decoded and found on a thread of its own, ahead of who takes them: a good half
/// of what is to be done with an input.
final class RowBelt: Sendable {
    private struct State {
        var free: [CSVBlock]
        var filled: [(block: CSVBlock, count: Int)] = []
        var digest: [UInt8] = []
        var isStopped = false
    }

    private let state = Mutex(State(free: Array(repeating: CSVBlock(), count: RowBelt.blocks)))
    private let isFree = DispatchSemaphore(value: 0)
    private let isFilled = DispatchSemaphore(value: 0)

    private static let blocks = 4

    /// Starts to read a source in an encoding. To be stopped by who takes the blocks.
    init(_ source: some ByteSource & Sendable, encoding: ReadingOptions.Encoding = .utf8) {
        for _ in 0..<Self.blocks { isFree.signal() }
        let thread = Thread { [self] in
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
        thread.name = "reading"
        thread.start()
    }

    /// SHA-256 of all bytes, 32 of them, once the last block was taken.
    var digest: [UInt8] { state.withLock { $0.digest } }

    /// The next block, waiting for it, and how many bytes were read so far; there is none behind the last.
    func take() -> (block: CSVBlock, count: Int) {
        isFilled.wait()
        return state.withLock { $0.filled.removeFirst() }
    }

    /// Lets the room of a block be filled again.
    func giveBack(_ block: consuming CSVBlock) {
        let block = block
        state.withLock { $0.free.append(block) }
        isFree.signal()
    }

    /// Says that no more blocks are wanted.
    func stop() {
        state.withLock { $0.isStopped = true }
        isFree.signal()
    }

    private func fill<Source: ByteSource & ~Copyable>(from source: inout Source, _ digest: RunningDigest) {
        var reader = CSVReader()
        while true {
            isFree.wait()
            let room = state.withLock { $0.isStopped ? nil : $0.free.popLast() }
            guard var block = room else { return }
            block.fill(by: &reader, from: &source)
            if block.isLast { return finish(block, digest) }
            hand(block, digest.count)
        }
    }

    private func finish(_ block: CSVBlock, _ digest: RunningDigest) {
        let bytes = digest.bytes
        state.withLock { $0.digest = bytes }
        hand(block, digest.count)
    }

    private func hand(_ block: consuming CSVBlock, _ count: Int) {
        let block = block
        state.withLock { $0.filled.append((block, count)) }
        isFilled.signal()
    }
}
