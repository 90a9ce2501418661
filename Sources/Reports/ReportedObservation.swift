internal import Formats
internal import Indicators
internal import Record

/// What is said of an observation, by the columns of an observation file: the same in CSV and as JSON.
struct ReportedObservation {
    let series: SeriesKey
    let period: Period
    /// Nil of a retraction.
    let observation: Observation?
    /// The indicator's unit; nil if the catalog does not name it.
    let unit: UnitOfMeasure?
    let source: String
    let published: CalendarDate
    let note: String?

    init(_ figure: Figure, unit: UnitOfMeasure?) {
        series = figure.series
        period = figure.observation.period
        observation = figure.observation
        self.unit = unit
        source = figure.source
        published = figure.published
        note = figure.note
    }

    init(_ statement: StandingStatement, unit: UnitOfMeasure?) {
        series = statement.series
        period = statement.period
        observation = statement.content.observation(of: statement.period)
        self.unit = unit
        source = statement.source
        published = statement.published
        note = statement.note
    }

    /// A key and a value for each column; null where there is nothing.
    var members: [JSONValue.Member] {
        ObservationField.allCases.map { field in
            JSONValue.Member(key: field.column, value: json(field))
        }
    }

    /// Appends a field for each column; empty where there is nothing.
    func append(by writer: inout CSVWriter, to bytes: inout [UInt8]) {
        for field in ObservationField.allCases {
            if field == .value, let value = observation?.value {
                writer.append(value, to: &bytes)
            } else {
                writer.append(text(field) ?? "", to: &bytes)
            }
        }
    }

    private func json(_ field: ObservationField) -> JSONValue {
        switch field {
        case .value: JSONValue(observation?.value)
        case .period: .integer(period.year)
        case .indicator, .region, .unit, .status, .bound, .source, .sourceDate, .note: JSONValue(text(field))
        }
    }

    /// The text of a field; a value is a number, and has none here.
    private func text(_ field: ObservationField) -> String? {
        switch field {
        case .indicator: series.indicator.rawValue
        case .region: series.region.rawValue
        case .period: period.description
        case .value: nil
        case .unit: unit?.symbol
        case .status: observation?.status.rawValue
        case .bound: observation?.bound.rawValue
        case .source: source
        case .sourceDate: published.description
        case .note: note
        }
    }
}
