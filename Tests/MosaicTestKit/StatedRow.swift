public import Indicators

/// A row of an input as a test writes it; a buffer is made of many.
public struct StatedRow: Hashable, Sendable {
    /// Indicator, region and year.
    public var key: StatementKey
    /// What it says.
    public var content: StatementContent
    /// When it was published; nil: it is undated.
    public var published: CalendarDate?
    /// Where it is from.
    public var source: String
    /// What else it says.
    public var note: String?

    /// Makes a row of its parts.
    public init(
        _ key: StatementKey, _ content: StatementContent, published: CalendarDate?, source: String = "a yearbook",
        note: String? = nil
    ) {
        self.key = key
        self.content = content
        self.published = published
        self.source = source
        self.note = note
    }
}

/// Indicator, region and period.
public struct StatementKey: Hashable, Comparable, Sendable {
    /// Indicator and region.
    public let series: SeriesKey
    /// The year.
    public let period: Period

    /// Makes a key of its parts.
    public init(_ series: SeriesKey, _ period: Period) {
        self.series = series
        self.period = period
    }

    /// Orders keys by series, then by period.
    public static func < (left: Self, right: Self) -> Bool {
        left.series == right.series ? left.period < right.period : left.series < right.series
    }
}

extension StatementBuffer {
    /// Makes the buffer of a file whose rows stand at the lines 2, 3… in the order given, their values in the fourth field.
    public init(_ stated: [StatedRow]) {
        let series = Set(stated.map(\.key.series)).sorted()
        let texts = Set(stated.map(\.source) + stated.compactMap(\.note)).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let places = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, Int32($0)) })
        let numbers = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, Int32($0)) })
        let ordered = stated.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
        self.init(
            series: series, texts: texts,
            rows: ordered.map { offset, row in
                Row(
                    series: places[row.key.series] ?? 0, period: row.key.period, content: row.content,
                    published: row.published, source: numbers[row.source] ?? 0,
                    note: row.note.flatMap { numbers[$0] } ?? -1, location: RowLocation(line: offset + 2, field: 3))
            })
    }

    /// The rows, in the buffer's order.
    public var stated: [StatedRow] {
        rows.compactMap { row in
            guard let period = Period(year: Int(row.year)) else { return nil }
            let published = row.published == Row.undated ? nil : CalendarDate(daysSince1970: row.published)
            return StatedRow(
                StatementKey(series[Int(row.series)], period), row.content, published: published,
                source: texts[Int(row.source)], note: row.note < 0 ? nil : texts[Int(row.note)])
        }
    }
}
