// On the hot path: benchmark `record` in Benchmarks/.

package import Formats
internal import Threads

/// Blocks of CSV rows that are read, digested, decoded and found on a thread of its own, ahead of who takes them: a good half
/// of what is to be done with an input.
package final class RowBelt: Sendable {
    private typealias Filled = (block: CSVBlock, count: Int)

    /// Blocks go round: the reading thread fills a free one, who takes it gives it back.
    private let free = BoundedQueue<CSVBlock>(limit: RowBelt.blocks)
    private let filled = BoundedQueue<Filled>(limit: RowBelt.blocks)

    private static let blocks = 4

    /// Starts to read a source as text. To be stopped by who takes the blocks.
    init(_ source: DigestingSource, _ coding: TextCoding, separator: CSVSeparator) {
        for _ in 0..<Self.blocks { free.send(CSVBlock()) }
        _ = Worker("reading") { [self] in
            var source = source
            let digest = source.digest
            guard !coding.isPlain else { return fill(from: &source, digest, separator) }
            do throws(FormatsError) {
                var text = try TextSource(source, coding)
                fill(from: &text, digest, separator)
            } catch {
                finish(CSVBlock(failure: error), digest)
            }
        }
    }

    /// Starts to read a sheet of a workbook, whose bytes the digest has seen.
    init(_ sheet: WorkbookSheet, _ digest: RunningDigest) {
        for _ in 0..<Self.blocks { free.send(CSVBlock(countsFields: true)) }
        _ = Worker("reading") { [self] in
            do throws(FormatsError) {
                var rows = try sheet.rows()
                fill(from: &rows, digest, .comma)
            } catch {
                finish(CSVBlock(failure: error), digest)
            }
        }
    }

    /// The next block, waiting for it, and how many bytes were read so far; nil behind the last.
    package func take() -> (block: CSVBlock, count: Int)? { filled.next() }

    /// Lets the room of a block be filled again.
    package func giveBack(_ block: consuming CSVBlock) { free.send(block) }

    /// Says that no more blocks are wanted.
    package func stop() { free.cancel() }

    private func fill<Source: ByteSource & ~Copyable>(
        from source: inout Source, _ digest: RunningDigest, _ separator: CSVSeparator
    ) {
        var reader = CSVReader(separator: separator)
        while var block = free.next() {
            block.fill(by: &reader, from: &source)
            if block.isLast { return finish(block, digest) }
            filled.send((block, digest.count))
        }
    }

    private func finish(_ block: consuming CSVBlock, _ digest: RunningDigest) {
        filled.send((block, digest.count))
        filled.finish()
    }
}
