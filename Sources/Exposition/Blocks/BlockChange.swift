internal import Formats

/// What a change makes again, which is made once for all forms.
struct BlockChange {
    private let blocks: SnapshotBlocks
    /// The groups that changed, which ascend.
    private let changes: [Int]
    private var written: [Int: GroupBytes] = [:]
    /// The packs that were packed last, as both formats want the same.
    private var packed: (packs: [Range<Int>], blocks: [GroupBytes]) = ([], [])

    /// Nil: the blocks before were of another catalog, or rendered otherwise.
    init?(_ blocks: SnapshotBlocks) {
        guard let changes = blocks.changes else { return nil }
        self.blocks = blocks
        self.changes = changes
    }

    /// A form of the snapshot before, after the change; nil if it was not made.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    mutating func applied(to old: FormBytes?, in form: ExpositionForm) throws(FormatsError) -> FormBytes? {
        guard let old else { return nil }
        let touched = numbers(of: old.packs)
        let packs = touched.map { old.packs[$0] }
        let groups = packs.flatMap { $0 }
        let missing = groups.filter { written[$0] == nil }
        for (group, bytes) in zip(missing, blocks.write(missing.map { [$0] })) { written[group] = bytes }
        let plain = groups.compactMap { written[$0] }
        guard form.isGzipped else { return old.changing(touched, to: plain) }
        if packed.packs != packs { packed = (packs, try blocks.gzipped(plain, in: packs)) }
        return old.changing(touched, to: packed.blocks)
    }

    /// The numbers of the packs that have a changed group.
    private func numbers(of packs: [Range<Int>]) -> [Int] {
        var rest = changes[...]
        return packs.indices.filter { number in
            let after = rest.drop { $0 < packs[number].upperBound }
            defer { rest = after }
            return after.startIndex != rest.startIndex
        }
    }
}
