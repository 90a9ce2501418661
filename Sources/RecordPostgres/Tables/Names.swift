import Indicators
import Record

/// The record's interned series.
enum SeriesTable {
    /// The series of a selection, ascending by key. All of them are read, so that one that is lost is missed.
    static func all(
        _ selection: SeriesSelection, in session: inout Session
    ) throws -> [(number: Int64, key: SeriesKey)] {
        let expected = try BatchRow.newestEntry(in: &session).seriesSum
        var sum = Checksum()
        var found: [(number: Int64, key: SeriesKey)] = []
        var last: Int64 = 0
        while true {
            let rows = try session.run(
                "SELECT id, indicator, region FROM mosaic.series WHERE id > $1 ORDER BY id LIMIT 16384", [.int(last)])
            for row in 0..<rows.count {
                let key = SeriesKey(indicator: Identifier(rows.text(row, 1)), region: Identifier(rows.text(row, 2)))
                last = rows.int(row, 0)
                sum += Checksum(of: key, number: last)
                if selection.includes(key) { found.append((last, key)) }
            }
            if rows.count < 16_384 { break }
        }
        guard sum == expected else { throw ServerFailure.damage("the series do not fit their checksum") }
        return found.sorted { $0.key < $1.key }
    }

    /// The numbers of series, in their order; nil: the record doesn't know it.
    static func numbers(of keys: [SeriesKey], in session: inout Session) throws -> [Int64?] {
        let rows = try session.run(
            """
            SELECT asked.place, series.id
            FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (indicator, region, place)
            JOIN mosaic.series ON series.indicator = asked.indicator AND series.region = asked.region
            """, [.texts(keys.map(\.indicator.rawValue)), .texts(keys.map(\.region.rawValue))])
        var numbers: [Int64?] = Array(repeating: nil, count: keys.count)
        for row in 0..<rows.count { numbers[Int(rows.int(row, 0)) - 1] = rows.int(row, 1) }
        return numbers
    }

    /// The series of some numbers, ascending by key.
    static func keys(of numbers: Set<Int64>, in session: inout Session) throws -> [(number: Int64, key: SeriesKey)] {
        let rows = try session.run(
            "SELECT id, indicator, region FROM mosaic.series WHERE id = ANY ($1)", [.ints(numbers.sorted())])
        guard rows.count == numbers.count else { throw ServerFailure.damage("a series of a batch is not there") }
        return (0..<rows.count).map { row in
            let key = SeriesKey(indicator: Identifier(rows.text(row, 1)), region: Identifier(rows.text(row, 2)))
            return (rows.int(row, 0), key)
        }.sorted { $0.key < $1.key }
    }

    /// The numbers of the series of which batches have statements.
    static func numbers(ofBatches batches: Set<Int>, in session: inout Session) throws -> Set<Int64> {
        var found: Set<Int64> = []
        for batch in batches.sorted() {
            guard let numbers = try BatchRow.entry(of: batch, in: &session).series.unpacked(below: .max) else {
                throw ServerFailure.damage("the series of batch \(batch) are packed wrong")
            }
            found.formUnion(numbers)
        }
        return found
    }

    /// The series that may be others than just after a batch, ascending by key; since 0 all of them.
    static func changed(
        since batch: Int, in log: BatchLog, _ session: inout Session
    ) throws -> [(number: Int64, key: SeriesKey)] {
        guard batch != 0 else { return try all(SeriesSelection(), in: &session) }
        return try keys(of: numbers(ofBatches: log.touched(after: batch), in: &session), in: &session)
    }
}

/// The record's interned sources and notes.
struct TextTable {
    private var known: [Int32: String] = [:]

    /// The texts that are looked up at once.
    private static let stretch = 4096

    /// The number of each text; those that are new are added.
    static func numbers(of texts: [String], in session: inout Session) throws -> [Int32] {
        var numbers: [Int32] = []
        var last = try session.run("SELECT coalesce(max(id), 0) FROM mosaic.text").int(0, 0)
        for start in stride(from: 0, to: texts.count, by: stretch) {
            let asked = texts[start..<min(start + stretch, texts.count)]
            var found: [String: Int32] = [:]
            let rows = try session.run(
                "SELECT id, sum, text FROM mosaic.text WHERE hash = ANY ($1)", [.ints(asked.map(hash))])
            for row in 0..<rows.count {
                let (number, text) = (rows.int(row, 0), rows.text(row, 2))
                try check(text, number, Checksum(column: rows.int(row, 1)))
                found[text] = Int32(truncatingIfNeeded: number)
            }
            var added = CopyBuffer("mosaic.text (id, hash, sum, text)")
            for text in asked {
                if found[text] == nil {
                    last += 1
                    found[text] = Int32(truncatingIfNeeded: last)
                    added.beginRow(4)
                    added.add(Int32(truncatingIfNeeded: last))
                    added.add(hash(text))
                    added.add(Checksum(ofText: text, number: last).column)
                    added.add(text)
                }
                numbers.append(found[text] ?? 0)
            }
            try added.flush(&session)
        }
        return numbers
    }

    /// Reads the texts of numbers that are not known yet.
    mutating func read(_ numbers: Set<Int32>, in session: inout Session) throws {
        let unknown = numbers.filter { known[$0] == nil && $0 != KeptStatement.noText }.sorted()
        guard !unknown.isEmpty else { return }
        let rows = try session.run(
            "SELECT id, sum, text FROM mosaic.text WHERE id = ANY ($1)", [.ints(unknown.map(Int64.init))])
        for row in 0..<rows.count {
            let (number, text) = (rows.int(row, 0), rows.text(row, 2))
            try Self.check(text, number, Checksum(column: rows.int(row, 1)))
            known[Int32(truncatingIfNeeded: number)] = text
        }
    }

    /// The text of a number that was read.
    func text(_ number: Int32) throws -> String {
        guard let text = known[number] else { throw ServerFailure.damage("text \(number) is not there") }
        return text
    }

    /// Makes sure that a text is the one that was kept under its number.
    static func check(_ text: String, _ number: Int64, _ sum: Checksum) throws {
        guard Checksum(ofText: text, number: number) == sum else {
            throw ServerFailure.damage("text \(number) does not fit its checksum")
        }
    }

    private static func hash(_ text: String) -> Int64 { Checksum(ofText: text, number: 0).column }
}

/// The unit in which each indicator's values are: that of its first batch.
enum UnitTable {
    /// The unit of every indicator of which a batch up to one was.
    static func all(upTo entry: LedgerEntry, in session: inout Session) throws -> [Identifier<Indicator>: String] {
        var units: [Identifier<Indicator>: String] = [:]
        var sum = Checksum()
        let rows = try session.run(
            "SELECT indicator, unit, batch FROM mosaic.unit WHERE batch <= $1", [.int(Int64(entry.batch))])
        for row in 0..<rows.count {
            let (indicator, unit) = (rows.text(row, 0), rows.text(row, 1))
            units[Identifier(indicator)] = unit
            sum += Checksum(ofUnit: unit, of: indicator, batch: Int(rows.int(row, 2)))
        }
        guard sum == entry.unitsSum else { throw ServerFailure.damage("the units do not fit their checksum") }
        return units
    }

    /// Keeps the units of a batch's indicators that have none yet, and goes on with their checksum in the batch's entry.
    ///
    /// - Throws: `RecordFailure.unitChanged` where one is kept already, and is another.
    static func require(
        _ units: [Identifier<Indicator>: String], after newest: LedgerEntry, for entry: inout LedgerEntry,
        in session: inout Session
    ) throws {
        let known = try all(upTo: newest, in: &session)
        for (indicator, unit) in units.sorted(by: { $0.key < $1.key }) {
            if let recorded = known[indicator] {
                guard recorded == unit else {
                    throw RecordFailure.unitChanged(indicator: indicator.rawValue, recorded: recorded, asked: unit)
                }
            } else {
                try session.run(
                    "INSERT INTO mosaic.unit (indicator, unit, batch) VALUES ($1, $2, $3)",
                    [.text(indicator.rawValue), .text(unit), .int(Int64(entry.batch))])
                entry.unitsSum += Checksum(ofUnit: unit, of: indicator.rawValue, batch: entry.batch)
            }
        }
    }
}
