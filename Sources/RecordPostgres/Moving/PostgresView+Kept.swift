import Indicators
import Record

extension PostgresView: PortableView {
    func keptBatch(_ id: Int) throws(RecordFailure) -> KeptBatch {
        let batch = try batch(id)
        return try read { session in
            let rows = try session.run("SELECT indicator, unit FROM mosaic.unit WHERE batch = $1", [.int(Int64(id))])
            let units = (0..<rows.count).map { row in
                (Identifier<Indicator>(rows.text(row, 0)), rows.text(row, 1))
            }
            return KeptBatch(
                batch, figures: try BatchRow.entry(of: id, in: &session).figures,
                units: Dictionary(uniqueKeysWithValues: units))
        }
    }

    func forEachStretch(of batch: Int, _ receive: (KeptStretch) throws -> Void) throws {
        guard batch > 0, batch <= log.count else { throw RecordFailure.noSuchBatch(batch) }
        let (series, expected) = try read { session in
            let numbers = try SeriesTable.numbers(ofBatches: [batch], in: &session)
            return (
                try SeriesTable.keys(of: numbers, in: &session), try BatchRow.entry(of: batch, in: &session).said
            )
        }
        var said = Checksum()
        for start in stride(from: 0, to: series.count, by: HistoryReader.stretch) {
            let asked = series[start..<min(start + HistoryReader.stretch, series.count)]
            let (stretch, sum) = try read { session in try session.stretch(of: batch, asked) }
            said += sum
            try receive(stretch)
        }
        guard said == expected else {
            throw RecordFailure.damaged(place: place, why: "batch \(batch) is not what was recorded")
        }
    }
}

extension Session {
    /// What a batch says of some series, in their order, and the checksum of that.
    fileprivate mutating func stretch(
        of batch: Int, _ series: ArraySlice<(number: Int64, key: SeriesKey)>
    ) throws -> (KeptStretch, Checksum) {
        let rows = try run(
            "SELECT series, statements, repeats FROM mosaic.block WHERE batch = $1 AND series = ANY ($2)",
            [.int(Int64(batch)), .ints(series.map(\.number).sorted())])
        let places = Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.int($0, 0), $0) })
        var sum = Checksum()
        var said: [(key: SeriesKey, statements: [KeptStatement], repetitions: [Repetition])] = []
        for (number, key) in series {
            guard let row = places[number] else { continue }
            var (statements, repetitions) = ([KeptStatement](), [Repetition]())
            let (packed, repeats) = unsafe (rows.bytes(row, 1), rows.bytes(row, 2))
            sum += unsafe Checksum(ofBlock: packed, repeats, by: Int32(batch), of: key, number)
            let isSound =
                unsafe StatementBlock.unpack(packed, of: Int32(batch), into: &statements)
                && (repeats.isEmpty
                    || PackedNumbers.unpack(repeats, below: Int(Int32.max)) { first, last in
                        repetitions.append(Repetition(first: first, last: last, batch: Int32(batch)))
                    })
            guard isSound else {
                throw ServerFailure.damage(
                    "batch \(batch) says of \(key.indicator) \(key.region) what can't be unpacked")
            }
            said.append((key, statements, repetitions))
        }
        var texts = TextTable()
        try texts.read(Set(said.flatMap { $0.statements.flatMap { [$0.source, $0.note] } }), in: &self)
        var stretch = KeptStretch()
        for (key, statements, repetitions) in said {
            try stretch.add(key, statements, repetitions) { try texts.text($0) }
        }
        return (stretch, sum)
    }
}
