internal import Evaluation
public import Formats
internal import Indicators
public import NIOCore

extension RenderedSnapshot {
    /// The bytes of what a filter lets through. They are a part of all bytes, in the same order.
    ///
    /// Whole families are taken from what is made, and an indicator's blocks from the plain form. Where there is none, and where a
    /// region is wanted, they are written now.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func bytes(_ form: ExpositionForm, of filter: ExpositionFilter) throws(FormatsError) -> [ByteBuffer] {
        guard let blocks else { return try bytes(form).parts }
        let plain = ExpositionForm(form.format, gzipped: false)
        if filter.indicators == nil, filter.regions == nil, let made = bytesAtHand(form) {
            let families = zip(made.families, SnapshotBlocks.groups).filter { filter.includes($1) }.map(\.0)
            return FormBytes(families, packs: made.packs).parts
        }
        let chosen = blocks.positions(of: filter)
        var families = SnapshotBlocks.heads(as: form.format).map { FormBytes.Family(head: $0) }
        if filter.regions == nil, let made = bytesAtHand(plain) {
            families = zip(made.families, SnapshotBlocks.groups).filter { filter.includes($1) }.map {
                $0.0.only(chosen)
            }
        } else {
            for group in chosen {
                let written = blocks.write([group], of: filter)
                for family in families.indices { families[family].append(written, family) }
            }
        }
        let parts = FormBytes(families, packs: []).parts
        guard form.isGzipped else { return parts }
        var members: [ByteBuffer] = []
        for part in parts {
            members.append(
                ByteBuffer(bytes: try gzip(Array(buffer: part).span, level: ExpositionForm.gzipLevel)))
        }
        return members
    }
}

extension SnapshotBlocks {
    /// The groups that a filter wants, the regions' too.
    fileprivate func positions(of filter: ExpositionFilter) -> [Int] {
        guard let indicators = filter.indicators else { return Array(0..<count) }
        return indicators.compactMap { snapshot.catalog.position(of: $0) }.sorted() + [count - 1]
    }
}

extension FormBytes.Family {
    /// The family with the blocks of some groups alone.
    fileprivate func only(_ groups: [Int]) -> Self {
        var next = self
        next.buffer = ByteBuffer()
        next.ends = [ends[0]]
        next.buffer.reserveCapacity(groups.reduce(ends[0]) { $0 + block($1).count })
        next.buffer.writeBytes(buffer.readableBytesView.prefix(ends[0]))
        for group in groups {
            next.buffer.writeBytes(block(group))
            next.ends.append(next.buffer.writerIndex)
        }
        return next
    }
}
