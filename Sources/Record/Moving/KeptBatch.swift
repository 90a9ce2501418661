public import Indicators

/// A batch as a record keeps it, but for what it says of each series: to be carried into another record.
public struct KeptBatch: Hashable, Sendable {
    /// The batch's number.
    public let id: Int
    /// Backfill, retraction or undo.
    public let kind: Batch.Kind
    /// When it was recorded.
    public let recorded: Timestamp
    /// Who recorded it.
    public let recordedBy: String
    /// What it did when it was recorded.
    public let counts: BatchCounts
    /// How many figures were in force just after it; nil: it is an undo.
    public let figures: Int?
    /// The symbol of the unit of each indicator that was recorded with it for the first time.
    public let units: [Identifier<Indicator>: String]

    /// Makes a batch of what a record has of it.
    public init(_ batch: Batch, figures: Int?, units: [Identifier<Indicator>: String]) {
        id = batch.id
        kind = batch.kind
        recorded = batch.recorded
        recordedBy = batch.recordedBy
        counts = batch.counts
        self.figures = figures
        self.units = units
    }

    /// SHA-256 of the bytes that it was read from; nil: it is an undo.
    public var sha256: [UInt8]? {
        switch kind {
        case .backfill(let input), .retraction(let input): input.sha256
        case .undo: nil
        }
    }

    /// The state of a record just after it.
    ///
    /// - Parameter record: the record's own id.
    public func token(in record: StateToken) -> StateToken {
        StateToken(record: record.record, batch: id, recorded: recorded, sha256: sha256)
    }

    /// What the record notes with it, but for its series.
    ///
    /// - Parameter newest: what was noted with the batch before it.
    public func entry(after newest: LedgerEntry) -> LedgerEntry {
        var entry = newest
        entry.goOn(to: id, recorded: recorded)
        entry.sha256 = sha256
        entry.figures = figures
        entry.totals.counts.add(counts)
        switch kind {
        case .backfill: entry.totals.backfills += 1
        case .retraction: entry.totals.retractions += 1
        case .undo(let target):
            entry.totals.undos += 1
            entry.undosSum += Checksum(ofUndo: id, voiding: target)
        }
        return entry
    }
}

/// What a batch says of some series, as a record keeps it, in the order of keys.
public struct KeptStretch: Sendable {
    /// What a batch says of one series.
    public struct Part: Sendable {
        /// The series.
        public let key: SeriesKey
        /// The statements that are kept whole, ascending by year, date and row; source and note are places in ``texts``.
        public var statements: [KeptStatement]
        /// What it repeats, ascending.
        public let repetitions: [Repetition]

        /// Makes a part.
        public init(key: SeriesKey, statements: [KeptStatement], repetitions: [Repetition]) {
            (self.key, self.statements, self.repetitions) = (key, statements, repetitions)
        }
    }

    /// The sources and notes of the statements.
    public private(set) var texts: [String] = []
    /// Each series once.
    public private(set) var parts: [Part] = []
    private var places: [Int32: Int32] = [:]

    /// Makes a stretch of nothing.
    public init() {}

    /// Adds what a batch says of a series.
    ///
    /// - Parameters:
    ///   - statements: with the record's own numbers of sources and notes.
    ///   - text: gives the text of such a number.
    public mutating func add(
        _ key: SeriesKey, _ statements: [KeptStatement], _ repetitions: [Repetition], text: (Int32) throws -> String
    ) rethrows {
        var statements = statements
        for index in statements.indices {
            statements[index].source = try place(of: statements[index].source, text)
            let note = statements[index].note
            if note != KeptStatement.noText { statements[index].note = try place(of: note, text) }
        }
        parts.append(Part(key: key, statements: statements, repetitions: repetitions))
    }

    private mutating func place(of number: Int32, _ text: (Int32) throws -> String) rethrows -> Int32 {
        if let place = places[number] { return place }
        texts.append(try text(number))
        let place = Int32(texts.count - 1)
        places[number] = place
        return place
    }

    /// The statements of a part with another record's numbers of sources and notes.
    ///
    /// - Parameter numbers: that of each of ``texts``.
    public static func statements(of part: Part, numbers: [Int32]) -> [KeptStatement] {
        part.statements.map { statement in
            var statement = statement
            statement.source = numbers[Int(statement.source)]
            if statement.note != KeptStatement.noText { statement.note = numbers[Int(statement.note)] }
            return statement
        }
    }
}
