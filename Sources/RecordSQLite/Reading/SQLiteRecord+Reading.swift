import GRDB
public import Indicators
public import Record

extension SQLiteRecord {
    /// Every batch, ascending.
    public func batches() throws(RecordFailure) -> [Batch] {
        try read { database in
            let standing = try BatchLog(database).standing
            return try Row.fetchAll(database, sql: "SELECT * FROM batch ORDER BY id").map { row in
                try Batch(row, under: standing)
            }
        }
    }

    /// The observations in force, a series at a time, ascending by key; series without one are left out.
    public func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        let (log, chosen, times) = try read { database in
            let log = try BatchLog(database, upTo: asOf.recorded)
            return (log, try SeriesTable(database).all(selection), try log.recordedTimes(database))
        }
        var found: [Series] = []
        try forEachInForce(chosen, under: log.standing, publishedBy: asOf.publishedBy, times) {
            if !$0.series.observations.isEmpty { found.append($0.series) }
        }
        return found
    }

    /// The figures in force with their provenance, in the order of keys and periods, a series at a time.
    ///
    /// All are of one state of the record. `receive` must not call the record; what it throws is thrown on.
    public func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        var refusal: (any Error)?
        do {
            try read { database in
                let times = try BatchLog(database, upTo: asOf.recorded).recordedTimes(database)
                var texts = TextTable(database)
                try database.forEachSeries(selection, asOf: asOf) { key, leaders in
                    var inForce: [Leader] = []
                    leaders.forEachInForce { inForce.append($0) }
                    let figures = try inForce.compactMap { try Figure($0, of: key, times, &texts) }
                    guard !figures.isEmpty else { return }
                    do {
                        try receive(figures)
                    } catch {
                        refusal = error
                        throw error
                    }
                }
            }
        } catch {
            throw refusal ?? error
        }
    }

    /// The vintages of a series, by period, then published date, then in the order in which they were recorded.
    public func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        try read { database in
            let log = try BatchLog(database, upTo: asOf.recorded)
            let selection = SeriesSelection(indicator: series.indicator, region: series.region)
            guard let number = try SeriesTable(database).all(selection).first?.number else { return [] }
            var history = SeriesHistory()
            try HistoryReader(database).read(number, into: &history)
            let times = try log.recordedTimes(database)
            var texts = TextTable(database)
            return try history.vintages(under: log.standing, publishedBy: asOf.publishedBy).compactMap {
                try Vintage($0, of: series, times, &texts)
            }
        }
    }

    /// The symbol of the unit in which each indicator's values were first recorded, and are.
    public func units() throws(RecordFailure) -> [Identifier<Indicator>: String] {
        try read { try UnitTable($0).all() }
    }

    /// How much the record holds.
    public func size() throws(RecordFailure) -> RecordSize {
        let bytes = RecordFile(path).size
        return try read { database in
            let observations = try figureCounts.total(database)
            let batches = try Int.fetchOne(database, sql: "SELECT count(*) FROM batch")
            let vintages = try Int.fetchOne(database, sql: "SELECT sum(rows - unchanged) FROM batch")
            return RecordSize(observations: observations, vintages: vintages ?? 0, batches: batches ?? 0, bytes: bytes)
        }
    }
}

extension Database {
    /// Hands over what ranks first in each series of a selection, ascending by key.
    fileprivate func forEachSeries(
        _ selection: SeriesSelection, asOf: AsOf, _ body: (SeriesKey, [Leader]) throws -> Void
    ) throws {
        let standing = try BatchLog(self, upTo: asOf.recorded).standing
        try forEachSeries(
            try SeriesTable(self).all(selection), under: standing, publishedBy: asOf.publishedBy, body)
    }

    /// Hands over what ranks first in each of some series, in their order.
    func forEachSeries(
        _ series: [(number: Int64, key: SeriesKey)], under standing: Standing, publishedBy: CalendarDate? = nil,
        _ body: (SeriesKey, [Leader]) throws -> Void
    ) throws {
        let reader = try HistoryReader(self)
        var history = SeriesHistory()
        var leaders: [Leader] = []
        for (number, key) in series {
            try reader.read(number, into: &history)
            history.findLeaders(under: standing, publishedBy: publishedBy, into: &leaders)
            try body(key, leaders)
        }
    }
}

extension Series {
    /// The observations in force, given what ranks first and when each batch was recorded.
    init(of key: SeriesKey, _ leaders: [Leader], _ times: [Timestamp]) {
        var observations: [Observation] = []
        var recorded: [Timestamp] = []
        // A record's worth of them is kept: no room is taken in advance.
        observations.reserveCapacity(leaders.count)
        recorded.reserveCapacity(leaders.count)
        leaders.forEachInForce { leader in
            guard let observation = leader.statement.observation else { return }
            observations.append(observation)
            recorded.append(times[Int(leader.saidLast)])
        }
        self.init(key: key, observations: observations, recorded: recorded)
    }
}

extension Figure {
    init?(_ leader: Leader, of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable) throws {
        guard let observation = leader.statement.observation else { return nil }
        let statement = leader.statement
        self.init(
            series: series, observation: observation,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(leader.saidLast),
            recorded: times[Int(leader.saidLast)], source: try texts.text(statement.source),
            note: statement.note == KeptStatement.noText ? nil : try texts.text(statement.note))
    }
}

extension Vintage {
    fileprivate init?(
        _ kept: KeptVintage, of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable
    ) throws {
        let statement = kept.statement
        guard let period = Period(year: Int(statement.year)) else { return nil }
        self.init(
            series: series, period: period, content: statement.content,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(statement.batch),
            recorded: times[Int(statement.batch)], source: try texts.text(statement.source),
            note: statement.note == KeptStatement.noText ? nil : try texts.text(statement.note),
            repeatedBy: kept.repeatedBy, isInForce: kept.isInForce)
    }
}
