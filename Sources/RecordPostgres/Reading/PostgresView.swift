import Indicators
import Record

/// One state of a record on PostgreSQL, pinned by the number of its newest batch.
///
/// A record is only added to: under the standing of its first batches what is read later says the same. So no transaction
/// has to stay open. Each reading makes sure that the record is still the one that was pinned. After a failover the number
/// of a batch may be another batch's.
struct PostgresView: RecordView {
    let state: StateToken
    private let record: PostgresRecord
    let log: BatchLog

    /// Where the record is.
    var place: String { record.place }

    /// Pins the newest state of a record.
    init(_ record: PostgresRecord) throws(RecordFailure) {
        self.record = record
        (log, state) = try record.read { session in
            let log = try BatchLog(&session)
            return (log, StateToken(try RecordIdentity(&session), log.newest))
        }
    }

    func batches(after batch: Int) throws(RecordFailure) -> [Batch] {
        guard batch < log.count else { return [] }
        return try read { session in
            try BatchRow.all(after: max(0, batch), upTo: log.count, in: &session).map { $0.batch(under: log.standing) }
        }
    }

    func batch(_ id: Int) throws(RecordFailure) -> Batch {
        guard id > 0, id <= log.count else { throw .noSuchBatch(id) }
        return try read { session in
            guard let row = try BatchRow.all(after: id - 1, upTo: id, in: &session).first else {
                throw RecordFailure.noSuchBatch(id)
            }
            return row.batch(under: log.standing)
        }
    }

    func series(statedBy batch: Int) throws(RecordFailure) -> [SeriesKey] {
        guard batch > 0, batch <= log.count else { throw .noSuchBatch(batch) }
        return try read { session in
            let numbers = try SeriesTable.numbers(ofBatches: [log.stating(batch)], in: &session)
            let series = try SeriesTable.keys(of: numbers, in: &session)
            var keys: [SeriesKey] = []
            // A key is known to be right once the blocks of its series fit their checksums.
            try HistoryReader.read(series, upTo: log.count, in: &session) { _, key, _, _ in keys.append(key) }
            return keys
        }
    }

    func units() throws(RecordFailure) -> [Identifier<Indicator>: String] {
        try read { try UnitTable.all(upTo: log.newest, in: &$0) }
    }

    func size() throws(RecordFailure) -> RecordSize {
        try read { session in
            let bytes = try session.run(
                """
                SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
                WHERE relnamespace = 'mosaic'::regnamespace AND relkind = 'r'
                """
            ).int(0, 0)
            let totals = log.newest.totals
            return RecordSize(
                observations: try log.newest.figures ?? log.figureTotal(&session),
                vintages: totals.counts.rows - totals.counts[.unchanged], batches: log.count, bytes: Int(bytes),
                totals: totals)
        }
    }

    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        let log = try log(asOf)
        return try read { session in
            let chosen = try SeriesTable.all(selection, in: &session)
            return try inForce(chosen, under: log, publishedBy: asOf.publishedBy, &session)
                .filter { !$0.observations.isEmpty }
        }
    }

    func changes(since token: StateToken) throws(RecordFailure) -> RecordChanges {
        guard token.record == state.record, token.batch >= 0, token.batch <= log.count else { return .everything }
        return try read { session in
            if token.batch > 0 {
                let entry = try BatchRow.entry(of: token.batch, in: &session)
                guard StateToken(try RecordIdentity(&session), entry) == token else { return .everything }
            }
            let touched = try SeriesTable.changed(since: token.batch, in: log, &session)
            return .only(try inForce(touched, under: log, publishedBy: nil, &session))
        }
    }

    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        let log = try log(asOf)
        return try read { session in
            guard let number = try SeriesTable.numbers(of: [series], in: &session)[0] else { return [] }
            let times = try record.times(upTo: self.log.newest, &session)
            var found: [Vintage] = []
            try HistoryReader.read([(number, series)], upTo: log.count, in: &session) { _, _, history, session in
                var texts = TextTable()
                try texts.read(history.textNumbers, in: &session)
                found = try history.vintages(under: log.standing, publishedBy: asOf.publishedBy).compactMap {
                    try Vintage($0, of: series, times) { try texts.text($0) }
                }
            }
            return found
        }
    }

    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        let log = try log(asOf)
        try reading(selection) { session, series, times, texts in
            var leaders: [Leader] = []
            try HistoryReader.read(series, upTo: log.count, in: &session) { _, key, history, session in
                history.findLeaders(under: log.standing, publishedBy: asOf.publishedBy, into: &leaders)
                try texts.read(history.textNumbers, in: &session)
                let figures = try leaders.figures(of: key, times) { try texts.text($0) }
                if !figures.isEmpty { try Refusal.guarding { try receive(figures) } }
            }
        }
    }

    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void
    ) throws {
        let log = try log(asOf)
        try reading(selection) { session, series, times, texts in
            try HistoryReader.read(series, upTo: log.count, in: &session) { _, key, history, session in
                try texts.read(history.textNumbers, in: &session)
                let statements = try history.said(under: log.standing, publishedBy: asOf.publishedBy)
                    .standingStatements(of: key, times) { try texts.text($0) }
                if !statements.isEmpty { try Refusal.guarding { try receive(statements) } }
            }
        }
    }

    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void
    ) throws {
        let (old, new) = (try log(from), try log(to))
        try reading(selection) { session, series, times, texts in
            var (before, after): ([Leader], [Leader]) = ([], [])
            try HistoryReader.read(series, upTo: log.count, in: &session) { _, key, history, session in
                history.findLeaders(under: old.standing, publishedBy: from.publishedBy, into: &before)
                history.findLeaders(under: new.standing, publishedBy: to.publishedBy, into: &after)
                // Most series are the same at both points: only the others' texts are looked up.
                guard !Revision.changes(of: key, from: before, to: after).isEmpty else { return }
                try texts.read(history.textNumbers, in: &session)
                let changes = FigureChange.changes(
                    from: try before.figures(of: key, times) { try texts.text($0) },
                    to: try after.figures(of: key, times) { try texts.text($0) })
                try Refusal.guarding { try receive(changes) }
            }
        }
    }
}

extension PostgresView {
    /// The log up to a point in the record's time.
    private func log(_ asOf: AsOf) throws(RecordFailure) -> BatchLog {
        try log.upTo(asOf) { () throws(RecordFailure) in
            try read { try record.times(upTo: log.newest, &$0) }
        }
    }

    /// The observations in force of some series, in their order.
    private func inForce(
        _ series: [(number: Int64, key: SeriesKey)], under log: BatchLog, publishedBy: CalendarDate?,
        _ session: inout Session
    ) throws -> [Series] {
        let times = try record.times(upTo: self.log.newest, &session)
        var shared = SharedTimestamps()
        var found: [Series] = []
        var leaders: [Leader] = []
        try HistoryReader.read(series, upTo: log.count, in: &session) { _, key, history, _ in
            history.findLeaders(under: log.standing, publishedBy: publishedBy, into: &leaders)
            let one = Series(of: key, leaders, times)
            found.append(Series(key: key, observations: one.observations, recorded: shared.shared(one.recorded)))
        }
        return found
    }

    /// Runs a body on the record, which may have more batches by now.
    func read<Result: Sendable>(
        _ body: (inout Session) throws -> Result
    ) throws(RecordFailure) -> Result {
        try record.read { session in
            if log.count > 0 {
                // A standby may not have come so far, and one that took over may have lost the batch.
                let last = try session.run("SELECT coalesce(max(id), 0) FROM mosaic.batch").int(0, 0)
                guard last >= Int64(log.count) else {
                    throw RecordFailure.unreachable(
                        place: record.place, why: "a server answers that does not have batch \(log.count)")
                }
                let entry = try BatchRow.entry(of: log.count, in: &session)
                guard StateToken(try RecordIdentity(&session), entry) == state else {
                    throw RecordFailure.unreachable(place: record.place, why: "another record is there now")
                }
            }
            return try body(&session)
        }
    }

    /// Runs a body on a selection; what it throws that comes of who receives is thrown on.
    private func reading(
        _ selection: SeriesSelection,
        _ body: (inout Session, [(number: Int64, key: SeriesKey)], [Timestamp], inout TextTable) throws -> Void
    ) throws {
        var refusal: (any Error)?
        do {
            try read { session in
                do {
                    let times = try record.times(upTo: log.newest, &session)
                    var texts = TextTable()
                    try body(&session, try SeriesTable.all(selection, in: &session), times, &texts)
                } catch let error as Refusal {
                    refusal = error.reason
                    throw error
                }
            }
        } catch {
            throw refusal ?? error
        }
    }
}

/// What who receives a reading threw, to be told from what the record did.
private struct Refusal: Error {
    let reason: any Error

    static func guarding(_ body: () throws -> Void) throws {
        do { try body() } catch { throw Refusal(reason: error) }
    }
}

extension SeriesHistory {
    /// The numbers of all sources and notes.
    fileprivate var textNumbers: Set<Int32> {
        var numbers: Set<Int32> = []
        for statement in statements {
            numbers.insert(statement.source)
            numbers.insert(statement.note)
        }
        return numbers
    }
}
