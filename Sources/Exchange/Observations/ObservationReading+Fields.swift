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

/// A reading that checks the fields that mean the same whatever the indicator.
protocol FieldChecking: ObservationReading, ~Copyable {
    var lastDate: LastDate { get set }
}

/// Each gives the field's value, or nil with the fault reported.
extension FieldChecking where Self: ~Copyable {
    @inline(__always)
    mutating func takePeriod<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> Period? {
        if let period = fields.withField(.period, { Period($0) }) { return period }
        if let period = fields.withField(.period, { Period(dressed: $0) }) { return period }
        report(.badPeriod, fields, .period) { text in
            ("\"\(text)\" is no year", "this is a yearly record: expected four digits from 1000 to 9999, such as 2025")
        }
        return nil
    }

    mutating func takeDate<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> PublishedDate? {
        var isEmpty = false
        let date = fields.withField(.sourceDate) { field in
            isEmpty = field.isEmpty
            return lastDate.read(field)
        }
        if isEmpty || date != nil { return PublishedDate(date: date) }
        report(.badDate, fields, .sourceDate) { text in
            ("\"\(text)\" is no date", "expected YYYY-MM-DD, a day that exists")
        }
        return nil
    }

    @inline(__always)
    mutating func takeStatus<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> ObservationStatus? {
        let status = fields.withField(.status) { field in
            field.isEmpty ? .normal : field.count == 1 ? ObservationStatus(code: field[0]) : nil
        }
        if status == nil {
            report(.unknownStatus, fields, .status) { text in
                let codes = ObservationStatus.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown status \"\(text)\"", "expected one of \(codes) (SDMX CL_OBS_STATUS)")
            }
        }
        return status
    }

    @inline(__always)
    mutating func takeBound<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> ObservationBound? {
        let bound = fields.withField(.bound) { field in field.isEmpty ? .equal : ObservationBound(field) }
        if bound == nil {
            report(.unknownBound, fields, .bound) { text in
                let words = ObservationBound.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown bound \"\(text)\"", "expected one of \(words)")
            }
        }
        return bound
    }

    /// The number of the value's field, its point shifted. A sign before it is its bound, if that isn't said otherwise.
    mutating func takeNumber<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, shiftedBy shift: Int, bound: inout ObservationBound?
    ) -> Double? {
        guard !fields.hasFaultyValue else { return nil }
        // As nearly all are.
        if let value = fields.withField(.value, { Double(plain: $0, shiftedBy: shift) }) { return value }
        guard let number = fields.withField(.value, { DecimalNumber($0) }) ?? takeSigned(fields, bound: &bound) else {
            report(.badValue, fields, .value) { text in
                (
                    "\"\(text)\" is no decimal number",
                    "expected digits such as 98000 or 1.5e3, without separators or spaces"
                )
            }
            return nil
        }
        if let value = number.double(shiftedBy: shift) { return value }
        report(.badValue, fields, .value) { text in
            ("\"\(text)\" is beyond what a number can hold", "expected a finite number")
        }
        return nil
    }

    /// The number of a value that has signs around it; nil where there is none, or its bound is said otherwise.
    private func takeSigned<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, bound: inout ObservationBound?
    ) -> DecimalNumber? {
        let isPercent = UnitOfMeasure(known: fields.text(of: .unit)) == UnitOfMeasure(known: "percent")
        guard let signed = fields.withField(.value, { SignedNumber($0, isPercent: isPercent) }) else { return nil }
        if let sign = signed.bound {
            guard !fields.says(.bound) || bound == sign else { return nil }
            bound = sign
        }
        return signed.number
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
