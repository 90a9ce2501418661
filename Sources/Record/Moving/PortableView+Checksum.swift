internal import Indicators

extension PortableView {
    /// The checksum of a batch and all that it says: the same in each record that has it, whatever its engine.
    public func checksum(of id: Int) throws -> Checksum {
        let batch = try keptBatch(id)
        var hash = WordHash(.carried)
        hash.add(batch)
        try forEachStretch(of: id) { stretch in
            let texts = stretch.texts.map { text in
                var hash = WordHash(.text)
                hash.add(text)
                return hash.value
            }
            for part in stretch.parts { hash.add(part, texts: texts) }
        }
        return Checksum(hash)
    }
}

extension WordHash {
    fileprivate mutating func add(_ batch: KeptBatch) {
        add(Int64(batch.id))
        add(batch.recorded.microseconds)
        add(batch.recordedBy)
        switch batch.kind {
        case .backfill(let input): add(input, isRetraction: false)
        case .retraction(let input): add(input, isRetraction: true)
        case .undo(let target): add(Int64(target))
        }
        add(Int64(batch.counts.rows))
        for outcome in RowOutcome.allCases { add(Int64(batch.counts[outcome])) }
        add(Int64(batch.figures ?? -1))
        for (indicator, unit) in batch.units.sorted(by: { $0.key < $1.key }) {
            add(indicator.rawValue)
            add(unit)
        }
    }

    private mutating func add(_ input: BatchInput, isRetraction: Bool) {
        add(Int64(isRetraction ? 2 : 1))
        add(input.file)
        unsafe input.sha256.withUnsafeBytes { unsafe add($0) }
        add(input.reading)
    }

    fileprivate mutating func add(_ part: KeptStretch.Part, texts: [UInt64]) {
        add(part.key.indicator.rawValue)
        add(part.key.region.rawValue)
        for statement in part.statements {
            let value = statement.value.isNaN ? Double.nan.bitPattern : statement.value.bitPattern
            add(value, Checksum.word(statement.published, statement.row))
            add(texts[Int(statement.source)], statement.note == KeptStatement.noText ? 0 : texts[Int(statement.note)])
            add(Int64(statement.year) << 16 | Int64(statement.status) << 8 | Int64(statement.bound))
        }
        for run in part.repetitions { add(Checksum.word(run.first, run.last)) }
    }
}
