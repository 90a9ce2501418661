// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Formats
internal import NIOCore
internal import Threads

extension SnapshotBlocks {
    /// All blocks in a form.
    ///
    /// - Parameter others: forms of the same snapshot. The blocks of the other format are the same, and those of a plain form
    ///   are what is packed.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    func bytes(
        _ form: ExpositionForm, beside others: [(form: ExpositionForm, bytes: FormBytes)]
    ) throws(FormatsError) -> FormBytes {
        let heads = try Self.heads(in: form)
        if let twin = others.first(where: { $0.form.isGzipped == form.isGzipped })?.bytes {
            return twin.behind(heads, threads: renderer.threads)
        }
        if form.isGzipped {
            let packs = ranges(of: renderer.packSamples)
            let plain = others.first { !$0.form.isGzipped }?.bytes.families
            let members =
                if let plain {
                    try gzipped(packs.count) { pack in plain.map { $0.block(packs[pack]) } }
                } else {
                    try gzipped(packs.count) { pack in write(Array(packs[pack])).blocks }
                }
            return FormBytes(members, behind: heads, packs: packs, threads: renderer.threads)
        }
        let packs = (0..<count).map { $0..<$0 + 1 }
        // Some at a time, so that what is written is not all there twice.
        let batches = ranges(of: Self.batchSamples)
        if batches.count == 1 {
            return FormBytes(
                write(ranges(of: Self.pieceSamples)), behind: heads, packs: packs, threads: renderer.threads)
        }
        var families = heads.map { FormBytes.Family(head: $0) }
        for batch in batches {
            let pieces = write(ranges(of: Self.pieceSamples, in: batch))
            for family in families.indices { families[family].append(pieces, family) }
        }
        return FormBytes(families, packs: packs)
    }

    /// The groups in ranges of so many samples at least.
    private func ranges(of least: Int, in groups: Range<Int>? = nil) -> [Range<Int>] {
        let groups = groups ?? 0..<count
        var ranges: [Range<Int>] = []
        var (start, samples) = (groups.lowerBound, 0)
        for group in groups {
            samples += max(self.samples(of: group), 1)
            if samples >= least || group == groups.upperBound - 1 {
                ranges.append(start..<group + 1)
                (start, samples) = (group + 1, 0)
            }
        }
        return ranges
    }

    /// From so many samples on what a thread writes at once ends.
    private static let pieceSamples = 250

    /// From so many samples on a batch ends.
    private static let batchSamples = 100_000

    /// The blocks of some groups, in the order of those.
    func write(_ pieces: [some Sequence<Int> & Sendable]) -> [GroupBytes] {
        ParallelMap.results(pieces.count, threads: renderer.threads, name: "exposition", tools: 0) { index, _ in
            write(Array(pieces[index]))
        }.results
    }

    /// The blocks of packs as gzip members.
    ///
    /// - Parameter groups: the blocks of the packs' groups, in the same order.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    func gzipped(_ groups: [GroupBytes], in packs: [Range<Int>]) throws(FormatsError) -> [GroupBytes] {
        let starts = packs.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        return try gzipped(packs.count) { number in
            GroupBytes(joining: Array(groups[starts[number]..<starts[number + 1]])).blocks
        }
    }

    /// The blocks of so many packs as gzip members.
    ///
    /// - Parameter blocks: those of a pack, one a family.
    private func gzipped<Block: Collection<UInt8>>(
        _ count: Int, blocks: @escaping @Sendable (Int) -> [Block]
    ) throws(FormatsError) -> [GroupBytes] {
        let packed = ParallelMap.results(count, threads: renderer.threads, name: "exposition", tools: 0) { number, _ in
            Result { () throws(FormatsError) in
                let members = try gzipMembers(
                    of: blocks(number), level: ExpositionForm.gzipLevel, effort: ExpositionForm.effort)
                return GroupBytes(bytes: members.bytes, ends: members.ends, count: 1)
            }
        }.results
        var packs: [GroupBytes] = []
        for result in packed { packs.append(try result.get()) }
        return packs
    }

    private static func heads(in form: ExpositionForm) throws(FormatsError) -> [[UInt8]] {
        guard form.isGzipped else { return heads(as: form.format) }
        return try packedHeads[form.format]?.get() ?? []
    }

    /// The heads as gzip members: they are always the same, and to pack them takes as long as to pack an indicator.
    private static let packedHeads = Dictionary(
        uniqueKeysWithValues: ExpositionFormat.allCases.map { format in
            (
                format,
                Result { () throws(FormatsError) in
                    var members: [[UInt8]] = []
                    for head in heads(as: format) {
                        members.append(try gzip(head.span, level: ExpositionForm.gzipLevel))
                    }
                    return members
                }
            )
        })
}

extension FormBytes {
    /// All blocks, after a change of those of some numbers, which ascend.
    func changing(_ numbers: [Int], to written: [GroupBytes]) -> FormBytes {
        FormBytes(
            families.enumerated().map { index, family in
                let isSame = zip(numbers, written).allSatisfy { $1.block(index).elementsEqual(family.block($0)) }
                return isSame ? family : family.replacing(zip(numbers, written).map { ($0, $1.block(index)) })
            }, packs: packs)
    }
}

extension FormBytes.Family {
    /// The family with other blocks of some numbers, which ascend.
    fileprivate func replacing(_ blocks: [(number: Int, block: ArraySlice<UInt8>)]) -> Self {
        var next = self
        next.buffer = ByteBuffer()
        next.buffer.reserveCapacity(buffer.writerIndex + blocks.reduce(0) { $0 + $1.block.count })
        var start = 0
        var shift = 0
        for (number, block) in blocks {
            next.buffer.writeImmutableBuffer(buffer.slice(from: start, to: ends[number]))
            next.buffer.writeBytes(block)
            start = ends[number + 1]
        }
        next.buffer.writeImmutableBuffer(buffer.slice(from: start, to: buffer.writerIndex))
        var changes = blocks[...]
        for number in ends.indices.dropFirst().map({ $0 - 1 }) {
            if let change = changes.first, change.number == number {
                shift += change.block.count - (ends[number + 1] - ends[number])
                changes.removeFirst()
            }
            next.ends[number + 1] = ends[number + 1] + shift
        }
        return next
    }
}
