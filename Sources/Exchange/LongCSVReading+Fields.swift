// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

/// A row's date, or none: told apart from a fault.
struct PublishedDate { var date: CalendarDate? }

/// The date read last, as it was written: most rows have that of the row before.
struct LastDate: Sendable {
    private var text: (head: UInt64, tail: UInt64) = (0, 0)
    private var date: CalendarDate?

    /// The date of a text; nil: it is none.
    mutating func read(_ field: Span<UInt8>) -> CalendarDate? {
        guard field.count == 10 else { return nil }
        // Within the ten bytes, which is checked.
        let head = unsafe field.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = unsafe field.bytes.unsafeLoadUnaligned(fromByteOffset: 2, as: UInt64.self)
        guard (head, tail) != text else { return date }
        text = (head, tail)
        date = CalendarDate(field)
        return date
    }
}

/// The fields that mean the same whatever the indicator: each its value, or nil with the fault reported.
extension LongCSVReading where Self: ~Copyable {
    mutating func takePeriod(_ row: borrowing CSVBlock) -> Period? {
        if let period = row.withField(columns.period, { Period($0) }) { return period }
        report(.badPeriod, row, columns.period) { text in
            ("\"\(text)\" is no year", "this is a yearly record: expected four digits from 1000 to 9999, such as 2025")
        }
        return nil
    }

    mutating func takeDate(_ row: borrowing CSVBlock) -> PublishedDate? {
        guard columns.sourceDate >= 0 else { return PublishedDate() }
        var isEmpty = false
        let date = row.withField(columns.sourceDate) { field in
            isEmpty = field.isEmpty
            return lastDate.read(field)
        }
        if isEmpty || date != nil { return PublishedDate(date: date) }
        report(.badDate, row, columns.sourceDate) { text in
            ("\"\(text)\" is no date", "expected YYYY-MM-DD, a day that exists")
        }
        return nil
    }

    mutating func takeStatus(_ row: borrowing CSVBlock) -> ObservationStatus? {
        guard columns.status >= 0 else { return .normal }
        let status = row.withField(columns.status) { field in
            field.isEmpty ? .normal : field.count == 1 ? ObservationStatus(code: field[0]) : nil
        }
        if status == nil {
            report(.unknownStatus, row, columns.status) { text in
                let codes = ObservationStatus.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown status \"\(text)\"", "expected one of \(codes) (SDMX CL_OBS_STATUS)")
            }
        }
        return status
    }

    mutating func takeBound(_ row: borrowing CSVBlock) -> ObservationBound? {
        guard columns.bound >= 0 else { return .equal }
        let bound = row.withField(columns.bound) { field in field.isEmpty ? .equal : ObservationBound(field) }
        if bound == nil {
            report(.unknownBound, row, columns.bound) { text in
                let words = ObservationBound.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown bound \"\(text)\"", "expected one of \(words)")
            }
        }
        return bound
    }

    /// The number of the value's field, its point shifted.
    mutating func takeNumber(_ row: borrowing CSVBlock, shiftedBy shift: Int) -> Double? {
        guard let number = row.withField(columns.value, { DecimalNumber($0) }) else {
            report(.badValue, row, columns.value) { text in
                (
                    "\"\(text)\" is no decimal number",
                    "expected digits such as 98000 or 1.5e3, without separators or spaces"
                )
            }
            return nil
        }
        if let value = number.double(shiftedBy: shift) { return value }
        report(.badValue, row, columns.value) { text in
            ("\"\(text)\" is beyond what a number can hold", "expected a finite number")
        }
        return nil
    }

    /// Whether a column is there and not empty in the row.
    func isSaid(_ row: borrowing CSVBlock, _ column: Int) -> Bool {
        column >= 0 && !row.withField(column) { $0.isEmpty }
    }
}

extension ObservationBound {
    fileprivate init?(_ text: Span<UInt8>) {
        for bound in Self.allCases where bound.rawValue.utf8.count == text.count {
            if zip(bound.rawValue.utf8, text.indices).allSatisfy({ $0 == text[$1] }) {
                self = bound
                return
            }
        }
        return nil
    }
}
