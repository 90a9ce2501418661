public import Evaluation
public import Formats
public import Indicators
public import Record

/// A line of what stands behind a series: what was said, or what was worked out of it.
public enum VintageLine: Sendable {
    /// What a source said, and the change that it made.
    case said(Vintage, VintageChange)
    /// A figure that was worked out of others, or why there is none.
    case workedOut(SeriesEvaluation.Work)

    /// The series that the line is about.
    public var key: SeriesKey {
        switch self {
        case .said(let vintage, _): vintage.series
        case .workedOut(let work): work.key
        }
    }

    /// The line's year.
    public var period: Period {
        switch self {
        case .said(let vintage, _): vintage.period
        case .workedOut(let work): work.period
        }
    }

    /// The lines of a series, by year: of each year the figure that was worked out stands before what it was made of.
    ///
    /// - Parameters:
    ///   - snapshot: an evaluation of the view; it may lack what the series does not need.
    ///   - isNewestFirst: whether the newest word on a year stands over what it replaced, or below it.
    public static func lines(
        of key: SeriesKey, in snapshot: Snapshot, _ view: any RecordView, asOf: AsOf, isNewestFirst: Bool
    ) throws(RecordFailure) -> [VintageLine] {
        try unordered(key, snapshot, view, asOf, isNewestFirst).enumerated()
            .sorted { ($0.element.period, $0.offset) < ($1.element.period, $1.offset) }.map(\.element)
    }

    private static func unordered(
        _ key: SeriesKey, _ snapshot: Snapshot, _ view: any RecordView, _ asOf: AsOf, _ isNewestFirst: Bool
    ) throws(RecordFailure) -> [VintageLine] {
        guard let derivation = snapshot.catalog.indicator(key.indicator)?.derivation else {
            let made = snapshot.series(of: key)?.work ?? []
            let vintages = try view.vintages(of: key, asOf: asOf)
            let said = zip(vintages, VintageChange.changes(of: vintages)).map { VintageLine.said($0, $1) }
            return made.map { .workedOut($0) } + (isNewestFirst ? said.reversed() : said)
        }
        var lines = snapshot.derivedFigures(of: key).map { VintageLine.workedOut($0) }
        for input in derivation.inputs {
            lines += try unordered(SeriesKey(indicator: input, region: key.region), snapshot, view, asOf, isNewestFirst)
        }
        return lines
    }
}

extension JSONValue {
    /// A line by the columns of the export. What was said has the change that it made, what was worked out the reason if there
    /// is no figure.
    ///
    /// - Parameter catalog: has the units.
    public init(_ line: VintageLine, in catalog: Catalog) {
        let unit = catalog.indicator(line.key.indicator)?.unit
        switch line {
        case .said(let vintage, let change): self = JSONValue(vintage, change, unit: unit)
        case .workedOut(let work):
            let observation = work.observation
            self = [
                "indicator": .text(work.key.indicator.rawValue), "region": .text(work.key.region.rawValue),
                "period": .integer(work.period.year), "value": JSONValue(observation?.value),
                "unit": JSONValue(unit?.symbol), "status": JSONValue(observation?.status.rawValue),
                "bound": JSONValue(observation?.bound.rawValue), "source": .text(work.source), "source_date": .null,
                "note": .null, "retraction": .boolean(false), "in_force": .boolean(observation != nil),
                "batch": .null, "reason": JSONValue(work.reason),
            ]
        }
    }
}
