import Indicators
public import Record

extension RecordStore {
    /// Every figure of a view, as one array.
    public func allFigures(_ selection: SeriesSelection = SeriesSelection(), asOf: AsOf = .now) throws -> [Figure] {
        var all: [Figure] = []
        try figures(selection, asOf: asOf) { all += $0 }
        return all
    }

    /// Every statement that stands in a view, as one array.
    public func allStatements(asOf: AsOf = .now) throws -> [StandingStatement] {
        var all: [StandingStatement] = []
        try statements(SeriesSelection(), asOf: asOf) { all += $0 }
        return all
    }

    /// Everything that a view has otherwise than another, as one array.
    public func allChanges(from: AsOf, to: AsOf) throws -> [FigureChange] {
        var all: [FigureChange] = []
        try changes(SeriesSelection(), from: from, to: to) { all += $0 }
        return all
    }

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
