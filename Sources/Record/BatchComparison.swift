public import Indicators

/// A batch's rows beside what was there before, a series at a time: what they count as, and what of them is kept how.
///
/// The rows of a key all have a date or none has, and rows of one key and date agree.
public struct BatchComparison: Sendable {
    /// What the rows so far did.
    public private(set) var counts = BatchCounts()
    /// The figures that were revised, in the order in which the series came.
    public private(set) var revisions: [Revision] = []
    /// What the guards found in the rows so far.
    public var findings: GuardFindings { guards.findings }
    /// Where the retractions stand that took back nothing.
    public private(set) var idleRetractions: [RowLocation] = []
    /// Of the last series: the statements to be kept whole, ascending by year, date and row.
    public private(set) var kept: [KeptStatement] = []
    /// Of the last series: the exact repeats, as runs of ordinals, ascending.
    public private(set) var repetitions: [Repetition] = []
    /// How many more figures are in force after the rows so far than before.
    public private(set) var figureDifference = 0

    private let batch: Int32
    private let day: Int32
    private var order: [Int] = []
    private var guards: SeriesGuards
    /// Of the last series: the ordinals of the statements that are repeated.
    private var repeats: [Int32] = []
    private var areRepeatsInOrder = true

    /// Makes the comparison of a batch.
    /// - Parameters:
    ///   - day: the day of recording, on which undated rows are published that differ from what is in force.
    ///   - units: the symbol of the unit of each indicator's values; without one they are not held against their neighbours.
    ///   - knownUnits: the units that are understood.
    public init(
        batch: Int, day: CalendarDate, units: [Identifier<Indicator>: String] = [:], knownUnits: KnownUnits = .builtIn
    ) {
        self.batch = Int32(batch)
        self.day = day.daysSince1970
        guards = SeriesGuards(units: units, known: knownUnits)
    }

    /// Compares the rows of one series with what ranks first in it, and leaves what is to be kept in ``kept`` and ``repetitions``.
    /// - Parameters:
    ///   - range: the places of the series' rows in the buffer.
    ///   - leaders: what ranked first before the batch, ascending by year, then date.
    ///   - texts: the engine's number of each text of the buffer.
    public mutating func compare(
        _ range: Range<Int>, of buffer: StatementBuffer, with leaders: [Leader], texts: [Int32]
    ) {
        kept.removeAll(keepingCapacity: true)
        repeats.removeAll(keepingCapacity: true)
        guard !range.isEmpty else { return }
        counts.rows += range.count
        guards.begin(buffer.series[Int(buffer.rows[range.lowerBound].series)])
        var row = range.lowerBound
        var leader = 0
        while row < range.upperBound {
            let year = buffer.rows[row].year
            var end = row + 1
            while end < range.upperBound, buffer.rows[end].year == year { end += 1 }
            pass(leaders, from: &leader, before: year)
            let firstLeader = leader
            while leader < leaders.count, leaders[leader].statement.year == year { leader += 1 }
            if firstLeader == leader, end == row + 1 {
                takeNew(buffer.rows[row], texts: texts)
            } else {
                compareKey(row..<end, of: buffer, with: leaders[firstLeader..<leader], texts: texts)
            }
            row = end
        }
        pass(leaders, from: &leader, before: .max)
        guards.finish()
        joinRepeats()
    }

    /// Goes on to the leaders of a year; those in force of the years between stay so.
    private mutating func pass(_ leaders: [Leader], from leader: inout Int, before year: Int16) {
        while leader < leaders.count, leaders[leader].statement.year < year {
            let statement = leaders[leader].statement
            leader += 1
            if leader == leaders.count || leaders[leader].statement.year != statement.year {
                guards.note(inForce: statement.value, in: statement.year)
            }
        }
    }

    /// Takes the one row of a key of which nothing was said before: as `compareKey` would; most rows of a first import are such.
    private mutating func takeNew(_ row: StatementBuffer.Row, texts: [Int32]) {
        let date = row.published == StatementBuffer.Row.undated ? day : row.published
        let statement = KeptStatement(row, published: date, batch: batch, texts: texts)
        kept.append(statement)
        guards.note(inForce: statement.value, in: statement.year)
        guards.note(said: statement.value, in: statement.year, at: row.location)
        if statement.isRetraction {
            counts[.retracted] += 1
            idleRetractions.append(row.location)
        } else {
            counts[.new] += 1
            figureDifference += 1
        }
    }

    private mutating func compareKey(
        _ rows: Range<Int>, of buffer: StatementBuffer, with leaders: ArraySlice<Leader>, texts: [Int32]
    ) {
        let before = leaders.last?.statement
        let undated = before.map { $0.says(sameAs: buffer.rows[rows.lowerBound]) ? $0.published : day } ?? day
        func published(_ index: Int) -> Int32 {
            let date = buffer.rows[index].published
            return date == StatementBuffer.Row.undated ? undated : date
        }
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: rows)
        if rows.count > 1 { order.sort { (published($0), $0) < (published($1), $1) } }
        let last = order[order.count - 1]
        let newest = max(before?.published ?? .min, published(last))
        let inForce = published(last) == newest ? buffer.rows[last].value : before?.value ?? .nan
        guards.note(inForce: inForce, in: buffer.rows[last].year)
        let hadFigure = before.map { !$0.isRetraction } ?? false
        let hasFigure = published(last) == newest ? buffer.rows[last].status != 0 : hadFigure
        figureDifference += (hasFigure ? 1 : 0) - (hadFigure ? 1 : 0)

        var leader = leaders.startIndex
        var date: Int32?
        var first: KeptStatement?
        var firstOrdinal: Int32?
        for index in order {
            let row = buffer.rows[index]
            var statement = KeptStatement(row, published: published(index), batch: batch, texts: texts)
            if statement.published != date {
                date = statement.published
                while leader < leaders.endIndex, leaders[leader].statement.published < statement.published {
                    leader += 1
                }
                let isThere = leader < leaders.endIndex && leaders[leader].statement.published == statement.published
                first = isThere ? leaders[leader].statement : nil
                firstOrdinal = isThere ? leaders[leader].ordinal : nil
            }
            if let earlier = first, earlier.batch == batch { statement.row = max(statement.row, earlier.row + 1) }
            let isUnchanged = first?.says(sameAs: statement) ?? false
            if let original = first, statement.isExactRepeat(of: original) {
                if let ordinal = firstOrdinal { note(repeatOf: ordinal) }
                firstOrdinal = nil
            } else {
                kept.append(statement)
                first = statement
                firstOrdinal = nil
            }
            if isUnchanged {
                counts[.unchanged] += 1
            } else {
                if before.map({ !$0.says(sameAs: statement) }) ?? true {
                    guards.note(said: statement.value, in: statement.year, at: row.location)
                }
                count(
                    statement, at: row.location, before: before, isInForce: statement.published == newest,
                    series: buffer.series[Int(row.series)])
            }
        }
    }

    private mutating func count(
        _ statement: KeptStatement, at row: RowLocation, before: KeptStatement?, isInForce: Bool, series: SeriesKey
    ) {
        if !isInForce {
            counts[.older] += 1
            if statement.isRetraction { idleRetractions.append(row) }
        } else if let before, before.says(sameAs: statement) {
            counts[.confirmed] += 1
        } else if statement.isRetraction {
            counts[.retracted] += 1
            if before == nil { idleRetractions.append(row) }
        } else if let before, !before.isRetraction {
            counts[.revised] += 1
            guards.note(revisionOf: before, to: statement.value, at: row)
            guard let period = Period(year: Int(statement.year)) else { return }
            let (old, new) = (before.content.value, statement.content.value)
            revisions.append(Revision(series: series, period: period, old: old, new: new))
        } else {
            counts[.new] += 1
        }
    }

    private mutating func note(repeatOf ordinal: Int32) {
        if let last = repeats.last, ordinal < last { areRepeatsInOrder = false }
        repeats.append(ordinal)
    }

    private mutating func joinRepeats() {
        repetitions.removeAll(keepingCapacity: true)
        // A sort needs room of its own; most files repeat what one other said.
        if !areRepeatsInOrder { repeats.sort() }
        areRepeatsInOrder = true
        for ordinal in repeats {
            if let run = repetitions.last, run.last + 1 == ordinal {
                repetitions[repetitions.count - 1].last = ordinal
            } else {
                repetitions.append(Repetition(first: ordinal, last: ordinal, batch: batch))
            }
        }
    }
}

extension KeptStatement {
    fileprivate init(_ row: StatementBuffer.Row, published: Int32, batch: Int32, texts: [Int32]) {
        self.init(
            year: row.year, published: published, batch: batch, row: 1, value: row.value, status: row.status,
            bound: row.bound, source: texts[Int(row.source)], note: row.note < 0 ? Self.noText : texts[Int(row.note)])
    }
}
