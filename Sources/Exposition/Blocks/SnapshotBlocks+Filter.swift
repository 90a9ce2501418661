internal import Evaluation
public import Formats
internal import Indicators
public import NIOCore

extension RenderedSnapshot {
    /// The bytes of what a filter lets through. They are a part of all bytes, in the same order.
    ///
    /// Whole blocks are taken from what is made; where there is none, and where a region is wanted, they are written now.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func bytes(_ form: ExpositionForm, of filter: ExpositionFilter) throws(FormatsError) -> [ByteBuffer] {
        guard let blocks else { return try bytes(form).parts }
        let chosen = blocks.positions(of: filter)
        if filter.regions == nil, let made = bytesAtHand(form) {
            let families = zip(made.families, SnapshotBlocks.groups).filter { filter.includes($1) }.map(\.0)
            guard filter.indicators != nil else { return FormBytes(families).parts }
            return FormBytes(families.map { $0.only(chosen) }).parts
        }
        var families = SnapshotBlocks.heads(as: form.format).map { FormBytes.Family(head: $0) }
        for group in chosen {
            let (bytes, ends) = blocks.write(group, as: form.format, of: filter)
            var start = 0
            for (family, end) in ends.enumerated() {
                families[family].append(bytes[start..<end])
                start = end
            }
        }
        let parts = FormBytes(families).parts
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
        for group in groups { next.append(block(group)) }
        return next
    }
}
