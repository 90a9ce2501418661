public import Indicators
public import Record

extension RecordView {
    /// Every figure of a point in the record's time, as one array.
    public func allFigures(_ selection: SeriesSelection = SeriesSelection(), asOf: AsOf = .now) throws -> [Figure] {
        var all: [Figure] = []
        try figures(selection, asOf: asOf) { all += $0 }
        return all
    }

    /// Every statement that stands at a point in the record's time, as one array.
    public func allStatements(
        _ selection: SeriesSelection = SeriesSelection(), asOf: AsOf = .now
    ) throws -> [StandingStatement] {
        var all: [StandingStatement] = []
        try statements(selection, asOf: asOf) { all += $0 }
        return all
    }

    /// Everything that a point in the record's time has otherwise than another, as one array.
    public func allChanges(from: AsOf, to: AsOf) throws -> [FigureChange] {
        var all: [FigureChange] = []
        try changes(SeriesSelection(), from: from, to: to) { all += $0 }
        return all
    }

    /// The token of the state just after a batch.
    func token(after batch: Int) throws -> StateToken {
        let found = batch > 0 ? try batches(after: batch - 1).first : nil
        return StateToken(
            record: state.record, batch: batch, recorded: found?.recorded, sha256: found?.kind.input?.sha256)
    }
}

/// A test asks a record once and is done: each of these looks at a view of its own.
extension RecordStore {
    /// Every batch, ascending.
    public func batches() throws(RecordFailure) -> [Batch] { try view().batches() }

    /// The observations in force.
    public func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        try view().series(selection, asOf: asOf)
    }

    /// The vintages of a series.
    public func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        try view().vintages(of: series, asOf: asOf)
    }

    /// The unit of each indicator.
    public func units() throws(RecordFailure) -> [Identifier<Indicator>: String] { try view().units() }

    /// How much the record holds.
    public func size() throws(RecordFailure) -> RecordSize { try view().size() }

    /// Every figure.
    public func allFigures(_ selection: SeriesSelection = SeriesSelection(), asOf: AsOf = .now) throws -> [Figure] {
        try view().allFigures(selection, asOf: asOf)
    }

    /// Every statement that stands.
    public func allStatements(asOf: AsOf = .now) throws -> [StandingStatement] { try view().allStatements(asOf: asOf) }

    /// Everything that a point in the record's time has otherwise than another.
    public func allChanges(from: AsOf, to: AsOf) throws -> [FigureChange] { try view().allChanges(from: from, to: to) }

    /// The token of the state just after a batch.
    func token(after batch: Int) throws -> StateToken { try view().token(after: batch) }

    /// Takes steps and returns what the last reported.
    @discardableResult
    func take(_ steps: HistoryStep...) throws -> StepReport? {
        var last: StepReport?
        for step in steps { last = try step.take(on: self) }
        return last
    }

    /// Takes a step that appends.
    func append(_ step: HistoryStep, dryRun: Bool = false) throws -> AppendReport {
        guard case .append(let report) = try step.take(on: self, dryRun: dryRun) else {
            throw Mismatch(description: "the step is an undo")
        }
        return report
    }

    /// The figure in force of a year of the series of most checks.
    func figure(_ year: Int, asOf: AsOf = .now) throws -> Figure? {
        try allFigures(asOf: asOf).first { $0.series == .power && $0.observation.period.year == year }
    }
}

extension SeriesKey {
    /// The series of most checks.
    static let power = SeriesKey(indicator: "computing_power", region: "CN-NM")
}

extension StatedRow {
    /// A row of the series of most checks.
    static func power(
        _ year: Int, _ value: Double?, _ published: String?, series: SeriesKey = .power,
        status: ObservationStatus = .normal, source: String = "a yearbook", note: String? = nil
    ) throws -> StatedRow {
        guard let period = Period(year: year) else { throw Mismatch(description: "\(year) is no year") }
        return StatedRow(
            StatementKey(series, period), .figure(value: value, status: status, bound: .equal),
            published: try published.map(date), source: source, note: note)
    }
}

/// A date that a check names.
func date(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(text) else { throw Mismatch(description: "\(text) is no date") }
    return date
}
