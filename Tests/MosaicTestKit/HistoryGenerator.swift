public import Indicators
public import Record

/// Random histories, the same for a seed on every run: backfills in random order, repeats, revisions, retractions, files given
/// again, undos of undos, a clock that sometimes goes back.
public struct HistoryGenerator: Sendable {
    private var random: SeededGenerator
    private var files: [(bytes: String, rows: [StatedRow], isRetraction: Bool)] = []
    private var clock = Timestamp.noon

    /// Makes the generator of a seed.
    public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The series that histories are about.
    public static let series: [SeriesKey] = ["computing_power", "launches", "rate"].flatMap { indicator in
        ["CN-NM", "CN-QH"].map { SeriesKey(indicator: Identifier(indicator), region: Identifier($0)) }
    }

    private static let periods = (2010...2018).compactMap(Period.init(year:))

    /// The next step of a history.
    /// - Parameter batches: how many batches there are so far.
    public mutating func step(batches: Int) -> HistoryStep {
        clock = clock.adding(seconds: random.once(in: 8) ? -random.number(0...100_000) : random.number(0...90_000))
        if batches > 0, random.once(in: 4) { return .undo(random.number(max(1, batches - 9)...batches), at: clock) }
        let file = nextFile()
        return .file(
            file.bytes, file.rows, at: clock, reading: random.once(in: 12) ? "csv --published" : "csv",
            isRetraction: file.isRetraction, units: ["computing_power": "PFLOPS", "rate": "percent"],
            allowing: random.once(in: 6) ? [] : random.once(in: 6) ? [.revision] : Set(SeriesGuard.allCases))
    }

    /// A view of a record of some batches.
    public mutating func view(batches: Int) -> AsOf {
        var view = AsOf()
        switch random.number(0...3) {
        case 0 where batches > 0: view.recorded = .batch(random.number(1...batches))
        case 1: view.recorded = .time(clock.adding(seconds: -random.number(0...900_000)))
        default: break
        }
        if random.once(in: 3) { view.publishedBy = date() }
        return view
    }

    /// A batch of so many, or one that is not there.
    public mutating func batch(of batches: Int) -> Int { random.number(1...batches + 1) }

    /// Files of which no two say different things of one key and date, so that their order is all the same.
    public mutating func filesWithoutTies(_ count: Int) -> [HistoryStep] {
        var said: [Place: StatedRow] = [:]
        return (0..<count).map { number in
            let rows = (0..<random.number(3...9)).map { _ in
                let row = row(published: date(), isRetraction: random.once(in: 6))
                let place = Place(key: row.key, published: row.published)
                said[place] = said[place] ?? row
                return said[place] ?? row
            }
            return .file("file \(number)", rows, at: clock.adding(seconds: number))
        }
    }

    private struct Place: Hashable {
        let key: StatementKey
        let published: CalendarDate?
    }

    private mutating func nextFile() -> (bytes: String, rows: [StatedRow], isRetraction: Bool) {
        if let last = files.last, random.once(in: 5) { return random.once(in: 2) ? last : random.pick(files) }
        let isRetraction = random.once(in: 6)
        var rows: [StatedRow]
        if !files.isEmpty, random.once(in: 3) {
            rows = random.pick(files).rows
            if random.once(in: 2) { rows += newRows(isRetraction: isRetraction) }
            if random.once(in: 4) { for index in rows.indices { rows[index].note = note() } }
        } else {
            rows = newRows(isRetraction: isRetraction)
        }
        if isRetraction { rows = rows.map(\.retracted) }
        let file = (bytes: "file \(files.count)", rows: agreeing(rows), isRetraction: isRetraction)
        files.append(file)
        return file
    }

    private mutating func newRows(isRetraction: Bool) -> [StatedRow] {
        if random.once(in: 4) { return run() }
        return (0..<random.number(1...6)).map { _ in
            row(published: random.once(in: 5) ? nil : date(), isRetraction: isRetraction)
        }
    }

    /// A whole series of one date, as yearbooks have it, with a year left out now and then.
    private mutating func run() -> [StatedRow] {
        let (series, date, first) = (random.pick(Self.series), date(), random.number(2010...2014))
        return (first...first + 5).compactMap(Period.init(year:)).filter { _ in !random.once(in: 6) }.map { period in
            StatedRow(StatementKey(series, period), content(), published: date, source: source(), note: note())
        }
    }

    private mutating func row(published: CalendarDate?, isRetraction: Bool) -> StatedRow {
        let key = StatementKey(random.pick(Self.series), random.pick(Self.periods))
        return StatedRow(
            key, isRetraction ? .retraction : content(), published: published, source: source(), note: note())
    }

    private mutating func content() -> StatementContent {
        if random.once(in: 8) {
            return .figure(value: nil, status: random.pick([.missing, .cannotExist]), bound: .equal)
        }
        return .figure(
            value: Double(random.number(0...3)) / 4 * random.pick([1, 1, 1, 1, 1, 1, 100, 1000, 1e6]),
            status: random.once(in: 5) ? .estimated : .normal,
            bound: random.once(in: 6) ? .over : .equal)
    }

    private mutating func source() -> String { random.once(in: 4) ? "年鉴" : "a yearbook" }

    private mutating func note() -> String? { random.once(in: 6) ? random.pick(["revised", "mid-year", ""]) : nil }

    private mutating func date() -> CalendarDate {
        CalendarDate(daysSince1970: Int32(random.pick([17_000, 18_000, 18_001, 19_000, 20_000, 20_520, 20_527])))
    }

    /// The rows as a reader of inputs would let them pass: a key is dated or undated, its rows of one date agree.
    private func agreeing(_ rows: [StatedRow]) -> [StatedRow] {
        var isDated: [StatementKey: Bool] = [:]
        var said: [Place: StatementContent] = [:]
        return rows.compactMap { row in
            var row = row
            let dated = isDated[row.key, default: row.published != nil]
            isDated[row.key] = dated
            guard dated == (row.published != nil) else { return nil }
            let place = Place(key: row.key, published: row.published)
            row.content = said[place, default: row.content]
            said[place] = row.content
            return row
        }
    }
}
