/// The rows of one input, valid and in order. Rooms hand on rows by the buffer, never one by one.
///
/// Rows are ascending by the index of their series in ``series``, then by period, line and field. Texts are interned.
public struct StatementBuffer: Sendable {
    /// One row: 32 bytes.
    public struct Row: PackedContent, Sendable {
        /// The value, in the indicator's unit; NaN if there is none. Never −0.
        public var value: Double
        /// Where the row's series stands in ``StatementBuffer/series``.
        public var series: Int32
        /// Where its source stands in ``StatementBuffer/texts``.
        public var source: Int32
        /// Where its note stands in ``StatementBuffer/texts``; −1: it has none.
        public var note: Int32
        @usableFromInline var line: Int32
        /// From the highest bit: the date in 24 bits, the status code's lowest five, the bound's index in three.
        @usableFromInline let marks: UInt32
        /// The year.
        public let year: Int16
        @usableFromInline var field: UInt16

        /// Days since 1970 of the date published; `undated`: the row has none.
        @inlinable public var published: Int32 { Int32(bitPattern: marks) >> 8 }

        /// The status code; 0: the row is a retraction.
        @inlinable public var status: UInt8 {
            // Codes are upper-case letters: 64 and 1 to 26.
            let letter = UInt8(truncatingIfNeeded: marks >> 3) & 31
            return letter == 0 ? 0 : letter | 64
        }

        /// The index of the bound in `ObservationBound.allCases`.
        @inlinable public var bound: UInt8 { UInt8(truncatingIfNeeded: marks) & 7 }

        /// Where the row is found again in the input.
        @inlinable public var location: RowLocation {
            get { RowLocation(packed: line, field) }
            set { (line, field) = (newValue.line, newValue.field) }
        }

        /// Stands in ``published`` where a row has no date: the least number of 24 bits.
        public static let undated: Int32 = -1 << 23

        /// A row of a series and a period, which `location` finds again in the input.
        public init(
            series: Int32, period: Period, content: StatementContent, published: CalendarDate?, source: Int32,
            note: Int32, location: RowLocation
        ) {
            self.series = series
            self.year = Int16(period.year)
            self.source = source
            self.note = note
            self.line = location.line
            self.field = location.field
            let letter: UInt8
            let index: UInt8
            switch content {
            case .retraction:
                value = .nan
                letter = 0
                index = ObservationBound.equal.index
            case .figure(let number, let status, let bound):
                value = number.map { $0 == 0 ? 0 : $0 } ?? .nan
                letter = status.code & 31
                index = bound.index
            }
            let date = published?.daysSince1970 ?? Self.undated
            marks = UInt32(bitPattern: date) << 8 | UInt32(letter) << 3 | UInt32(index)
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
