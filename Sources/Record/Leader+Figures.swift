public import Indicators

extension [Leader] {
    /// How many figures are in force: years whose newest word is no retraction.
    public var figureCount: Int {
        var count = 0
        forEachInForce { count += $0.statement.isRetraction ? 0 : 1 }
        return count
    }

    /// The figures in force, by year.
    /// - Parameters:
    ///   - times: when each batch was recorded, by number.
    ///   - text: gives the text of an engine's number.
    public func figures(
        of series: SeriesKey, _ times: [Timestamp], text: (Int32) throws -> String
    ) throws -> [Figure] {
        var inForce: [Leader] = []
        forEachInForce { inForce.append($0) }
        return try inForce.compactMap { try Figure($0, of: series, times, text: text) }
    }
}

extension Series {
    /// The observations in force, given what ranks first and when each batch was recorded.
    public init(of key: SeriesKey, _ leaders: [Leader], _ times: [Timestamp]) {
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

extension [KeptStatement] {
    /// What was said of a series, as statements that stand; they are in the order of ``SeriesHistory/said(under:publishedBy:)``.
    /// - Parameters:
    ///   - times: when each batch was recorded, by number.
    ///   - text: gives the text of an engine's number.
    public func standingStatements(
        of series: SeriesKey, _ times: [Timestamp], text: (Int32) throws -> String
    ) throws -> [StandingStatement] {
        try indices.compactMap { index in
            let statement = self[index]
            guard let period = Period(year: Int(statement.year)) else { return nil }
            let isRepeat =
                index > 0 && self[index - 1].year == statement.year && self[index - 1].published == statement.published
                && self[index - 1].says(sameAs: statement)
            return StandingStatement(
                series: series, period: period, content: statement.content,
                published: CalendarDate(daysSince1970: statement.published), batch: Int(statement.batch),
                recorded: times[Int(statement.batch)], source: try text(statement.source),
                note: try statement.note(text), isRepeat: isRepeat,
                isInForce: index == count - 1 || self[index + 1].year != statement.year)
        }
    }
}

extension Vintage {
    /// A vintage of a series; nil: its year is none.
    /// - Parameters:
    ///   - times: when each batch was recorded, by number.
    ///   - text: gives the text of an engine's number.
    public init?(
        _ kept: KeptVintage, of series: SeriesKey, _ times: [Timestamp], text: (Int32) throws -> String
    ) throws {
        let statement = kept.statement
        guard let period = Period(year: Int(statement.year)) else { return nil }
        self.init(
            series: series, period: period, content: statement.content,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(statement.batch),
            recorded: times[Int(statement.batch)], source: try text(statement.source), note: try statement.note(text),
            repeatedBy: kept.repeatedBy, isInForce: kept.isInForce)
    }
}

extension Figure {
    fileprivate init?(
        _ leader: Leader, of series: SeriesKey, _ times: [Timestamp], text: (Int32) throws -> String
    ) throws {
        let statement = leader.statement
        guard let observation = statement.observation else { return nil }
        self.init(
            series: series, observation: observation, published: CalendarDate(daysSince1970: statement.published),
            batch: Int(leader.saidLast), recorded: times[Int(leader.saidLast)], source: try text(statement.source),
            note: try statement.note(text))
    }
}

extension KeptStatement {
    fileprivate func note(_ text: (Int32) throws -> String) throws -> String? {
        note == Self.noText ? nil : try text(note)
    }
}
