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
            return FormBytes(zip(twin.families, heads).map { $0.behind($1) }, packs: twin.packs)
        }
        let plain = others.first { !$0.form.isGzipped }?.bytes
        let packs = ranges(of: form.isGzipped ? renderer.packSamples : 1)
        var families = heads.map { FormBytes.Family(head: $0) }
        // Some at a time, so that what is written is not all there twice.
        for groups in ranges(of: Self.batchSamples) {
            let batch = packs.filter { groups.contains($0.lowerBound) }
            let all = batch.flatMap { $0 }
            let written = plain.map { plain in all.map(plain.group) } ?? write(all)
            for block in form.isGzipped ? try gzipped(written, in: batch) : written {
                for family in families.indices { families[family].append(block, family) }
            }
        }
        return FormBytes(families, packs: packs)
    }

    /// The groups in ranges of so many samples at least.
    private func ranges(of least: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var (start, samples) = (0, 0)
        for group in 0..<count {
            samples += max(self.samples(of: group), 1)
            if samples >= least || group == count - 1 {
                ranges.append(start..<group + 1)
                (start, samples) = (group + 1, 0)
            }
        }
        return ranges
    }

    /// From so many samples on a batch ends.
    private static let batchSamples = 100_000

    /// The blocks of some groups, in the order of those.
    func write(_ groups: [Int]) -> [GroupBytes] {
        ParallelMap.results(groups.count, threads: renderer.threads, name: "exposition", tools: 0) { index, _ in
            write(groups[index])
        }.results
    }

    /// The blocks of packs as gzip members.
    ///
    /// - Parameter groups: the blocks of the packs' groups, in the same order.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    func gzipped(_ groups: [GroupBytes], in packs: [Range<Int>]) throws(FormatsError) -> [GroupBytes] {
        let starts = packs.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        let packed = ParallelMap.results(packs.count, threads: renderer.threads, name: "exposition", tools: 0) {
            index, _ in
            Result { () throws(FormatsError) in
                let pack = GroupBytes(joining: Array(groups[starts[index]..<starts[index + 1]]))
                let members = try gzipMembers(
                    of: pack.bytes.span, endingAt: pack.ends, level: ExpositionForm.gzipLevel)
                return GroupBytes(bytes: members.bytes, ends: members.ends)
            }
        }.results
        var blocks: [GroupBytes] = []
        for result in packed { blocks.append(try result.get()) }
        return blocks
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

    /// The blocks of a group in a plain form.
    fileprivate func group(_ group: Int) -> GroupBytes {
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        bytes.reserveCapacity(families.reduce(0) { $0 + $1.ends[group + 1] - $1.ends[group] })
        ends.reserveCapacity(families.count)
        for family in families {
            bytes += family.block(group)
            ends.append(bytes.count)
        }
        return GroupBytes(bytes: bytes, ends: ends)
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

extension ByteBuffer {
    fileprivate func slice(from start: Int, to end: Int) -> ByteBuffer {
        getSlice(at: start, length: end - start) ?? ByteBuffer()
    }
}
