// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Formats
internal import NIOCore
internal import Threads

extension SnapshotBlocks {
    /// All blocks in a form.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    func bytes(_ form: ExpositionForm) throws(FormatsError) -> FormBytes {
        var families = try Self.heads(in: form).map { FormBytes.Family(head: $0) }
        // Some at a time, so that what is written is not there twice.
        for start in stride(from: 0, to: count, by: Self.batch) {
            let groups = Array(start..<min(start + Self.batch, count))
            for blocks in try write(groups, in: form) {
                for family in families.indices { families[family].append(blocks.block(family)) }
            }
        }
        return FormBytes(families)
    }

    /// All blocks in a form, after a change of some groups. The others are those of `old`.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    func bytes(_ form: ExpositionForm, changing groups: [Int], of old: FormBytes) throws(FormatsError) -> FormBytes {
        let written = try write(groups, in: form)
        let families = old.families.indices.map { index in
            let family = old.families[index]
            let isSame = zip(groups, written).allSatisfy { $1.block(index).elementsEqual(family.block($0)) }
            return isSame ? family : family.replacing(zip(groups, written).map { ($0, $1.block(index)) })
        }
        return FormBytes(families)
    }

    /// How many groups are written before their bytes are put into the families.
    private static let batch = 64

    private static func heads(in form: ExpositionForm) throws(FormatsError) -> [[UInt8]] {
        let heads = heads(as: form.format)
        guard form.isGzipped else { return heads }
        var members: [[UInt8]] = []
        for head in heads { members.append(try gzip(head.span, level: ExpositionForm.gzipLevel)) }
        return members
    }

    /// The blocks of some groups, in the order of those.
    private func write(_ groups: [Int], in form: ExpositionForm) throws(FormatsError) -> [GroupBytes] {
        let written = ParallelMap.results(
            groups.count, threads: renderer.threads, name: "exposition", tools: 0
        ) { index, _ in
            Result { () throws(FormatsError) in
                let (bytes, ends) = write(groups[index], as: form.format)
                guard form.isGzipped else { return GroupBytes(bytes: bytes, ends: ends) }
                let members = try gzipMembers(of: bytes.span, endingAt: ends, level: ExpositionForm.gzipLevel)
                return GroupBytes(bytes: members.bytes, ends: members.ends)
            }
        }.results
        var blocks: [GroupBytes] = []
        for result in written { blocks.append(try result.get()) }
        return blocks
    }
}

/// The blocks of a group, one a family, in a form.
private struct GroupBytes: Sendable {
    let bytes: [UInt8]
    let ends: [Int]

    func block(_ family: Int) -> ArraySlice<UInt8> { bytes[(family == 0 ? 0 : ends[family - 1])..<ends[family]] }
}

extension FormBytes.Family {
    /// The family with other blocks of some groups, which ascend.
    fileprivate func replacing(_ blocks: [(group: Int, block: ArraySlice<UInt8>)]) -> Self {
        var next = self
        next.buffer = ByteBuffer()
        next.buffer.reserveCapacity(buffer.writerIndex + blocks.reduce(0) { $0 + $1.block.count })
        var start = 0
        var shift = 0
        for (group, block) in blocks {
            next.buffer.writeImmutableBuffer(buffer.slice(from: start, to: ends[group]))
            next.buffer.writeBytes(block)
            start = ends[group + 1]
        }
        next.buffer.writeImmutableBuffer(buffer.slice(from: start, to: buffer.writerIndex))
        var changes = blocks[...]
        for group in ends.indices.dropFirst().map({ $0 - 1 }) {
            if let change = changes.first, change.group == group {
                shift += change.block.count - (ends[group + 1] - ends[group])
                changes.removeFirst()
            }
            next.ends[group + 1] = ends[group + 1] + shift
        }
        return next
    }
}

extension ByteBuffer {
    fileprivate func slice(from start: Int, to end: Int) -> ByteBuffer {
        getSlice(at: start, length: end - start) ?? ByteBuffer()
    }
}
