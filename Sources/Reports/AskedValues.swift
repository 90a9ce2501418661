public import Foundation
public import Indicators
public import Record

/// A value that is none of its kind, in a sentence that says what would be right.
public struct MalformedValue: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String
    /// The same in Chinese; nil where no page tells it.
    public let chinese: String?

    /// Makes an error of a sentence.
    public init(description: String, chinese: String? = nil) {
        (self.description, self.chinese) = (description, chinese)
    }
}

extension CalendarDate {
    /// Reads a day that somebody asks for, `YYYY-MM-DD`.
    public init(asked text: String) throws(MalformedValue) {
        guard let date = CalendarDate(text) else {
            throw MalformedValue(
                description: "\"\(text)\" is no date; expected YYYY-MM-DD, a day that exists",
                chinese: "\"\(text)\"不是日期；应为YYYY-MM-DD格式的实际日期")
        }
        self = date
    }
}

extension Period {
    /// Reads a year that somebody asks for, of four digits.
    public init(asked text: String) throws(MalformedValue) {
        let bytes = Array(text.utf8)
        guard let period = Period(bytes.span) else {
            throw MalformedValue(
                description: "\"\(text)\" is no year; expected four digits, such as 2026",
                chinese: "\"\(text)\"不是年份；应为四位数字，如2026")
        }
        self = period
    }
}

/// A point in the record's time as somebody asks for it; a date is its whole day.
public enum RecordedPoint: Hashable, Sendable {
    /// Just after a batch.
    case batch(Int)
    /// An instant.
    case time(Timestamp)
    /// A day's end.
    case day(CalendarDate)

    /// Reads `batch:12`, an RFC 3339 time or a date.
    public init(asked text: String) throws(MalformedValue) {
        if text.hasPrefix("batch:"), let id = Int(text.dropFirst(6)), id > 0 {
            self = .batch(id)
        } else if let time = Timestamp(text) {
            self = .time(time)
        } else if let day = CalendarDate(text) {
            self = .day(day)
        } else if let day = CalendarDate("\(text)-01-01") {
            throw MalformedValue(
                description: "\"\(text)\" is no point in time, as a year is none; did you mean \(day)?",
                chinese: "\"\(text)\"只是年份，不是时点；是否指\(day)？")
        } else {
            throw MalformedValue(
                description: "\"\(text)\" is no point in time; "
                    + "expected 2026-03-01T08:00:00Z, a date such as 2026-03-01, or batch:12",
                chinese: "\"\(text)\"不是时点；应为2026-03-01T08:00:00Z、日期（如2026-03-01）或batch:12")
        }
    }

    /// The point as the record knows it.
    public func recorded(in timeZone: TimeZone) -> AsOf.Recorded {
        switch self {
        case .batch(let id): .batch(id)
        case .time(let time): .time(time)
        case .day(let day): .time(Timestamp(endOf: day, in: timeZone))
        }
    }
}
