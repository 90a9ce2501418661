/// The rows of one input, valid and in order. Rooms hand on rows by the buffer, never one by one.
///
/// Rows are ascending by the index of their series in ``series``, then by period, then by line. Texts are interned.
public struct StatementBuffer: Sendable {
    /// One row: 32 bytes.
    public struct Row: PackedContent, Sendable {
        /// The value, in the indicator's unit; NaN if there is none. Never −0.
        public var value: Double
        /// The line at which the row starts, from 1.
        public var line: Int32
        /// Where the row's series stands in ``StatementBuffer/series``.
        public var series: Int32
        /// Where its source stands in ``StatementBuffer/texts``.
        public var source: Int32
        /// Where its note stands in ``StatementBuffer/texts``; −1: it has none.
        public var note: Int32
        /// Days since 1970 of the date published; `undated`: the row has none.
        public var published: Int32
        /// The year.
        public var year: Int16
        /// The status code; 0: the row is a retraction.
        public var status: UInt8
        /// The index of the bound in `ObservationBound.allCases`.
        public var bound: UInt8

        /// Stands in ``published`` where a row has no date.
        public static let undated = Int32.min

        /// A row of a series and a period, which `line` finds again in the input.
        public init(
            series: Int32, period: Period, content: StatementContent, published: CalendarDate?, source: Int32,
            note: Int32, line: Int32
        ) {
            self.series = series
            self.year = Int16(period.year)
            self.published = published?.daysSince1970 ?? Self.undated
            self.source = source
            self.note = note
            self.line = line
            switch content {
            case .retraction:
                self.value = .nan
                self.status = 0
                self.bound = ObservationBound.equal.index
            case .figure(let value, let status, let bound):
                self.value = value.map { $0 == 0 ? 0 : $0 } ?? .nan
                self.status = status.code
                self.bound = bound.index
            }
        }

    }

    /// The series that rows are about, each once, ascending by key.
    public var series: [SeriesKey]
    /// Sources and notes, each once.
    public var texts: [String]
    /// The rows.
    public var rows: [Row]

    /// A buffer of rows that are in its order already.
    public init(series: [SeriesKey] = [], texts: [String] = [], rows: [Row] = []) {
        self.series = series
        self.texts = texts
        self.rows = rows
    }
}

extension ObservationBound {
    /// The index in `allCases`, for compact rows.
    public var index: UInt8 {
        switch self {
        case .equal: 0
        case .atLeast: 1
        case .over: 2
        case .atMost: 3
        case .under: 4
        case .approximate: 5
        }
    }

    /// The bound of an index in `allCases`; nil if there is none.
    public init?(index: UInt8) {
        guard Int(index) < Self.allCases.count else { return nil }
        self = Self.allCases[Int(index)]
    }
}
