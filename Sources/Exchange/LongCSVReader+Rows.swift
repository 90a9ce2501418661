// On the hot path: benchmark `backfill` in Benchmarks/.

internal import Formats
internal import Indicators

extension LongCSVReader {
    /// Checks a row: keeps it, or reports all that is wrong with it.
    mutating func takeRow(_ reader: borrowing CSVReader) {
        guard reader.fieldCount == columns.count else {
            report(
                .rowLength, line: reader.line, column: 1,
                message: "row of \(reader.fieldCount) fields", expected: "the header has \(columns.count)")
            return
        }
        let indicator = takeIndicator(reader)
        let region = takeRegion(reader)
        let period = takePeriod(reader)
        let published = takePublished(reader)
        let content = options.isRetraction ? .retraction : takeContent(reader, indicator: indicator, period: period)
        guard let indicator, let region, let period, let published, let content else { return }
        let source = text(reader, columns.source)
        let note = text(reader, columns.note)
        rows.append(
            StatementBuffer.Row(
                series: Int32(indicator * catalog.regions.count + region), period: period, content: content,
                published: published.date, source: source < 0 ? defaultSource : source, note: note,
                line: Int32(clamping: reader.line)))
    }

    /// The number of a text in `texts`; −1 where the column or the text is missing.
    private mutating func text(_ reader: borrowing CSVReader, _ column: Int) -> Int32 {
        guard column >= 0 else { return -1 }
        return reader.withField(column) { $0.isEmpty ? -1 : Int32(truncatingIfNeeded: texts.intern($0)) }
    }

    private mutating func takeIndicator(_ reader: borrowing CSVReader) -> Int? {
        if let place = reader.withField(columns.indicator, { names.indicator($0) }) { return place }
        report(.unknownIndicator, reader, columns.indicator) { text, catalog in
            (
                text.isEmpty ? "no indicator" : "unknown indicator \"\(text)\"",
                NearestName.question(for: text, among: catalog.indicators.map(\.id.rawValue))
                    ?? "expected an id of the catalog; `mosaic show` lists them"
            )
        }
        return nil
    }

    private mutating func takeRegion(_ reader: borrowing CSVReader) -> Int? {
        if let place = reader.withField(columns.region, { names.region($0) }) { return place }
        report(.unknownRegion, reader, columns.region) { text, catalog in
            (
                text.isEmpty ? "no region" : "unknown region \"\(text)\"",
                catalog.regionQuestion(for: text) ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
            )
        }
        return nil
    }

    private mutating func takePeriod(_ reader: borrowing CSVReader) -> Period? {
        if let period = reader.withField(columns.period, { Period($0) }) { return period }
        report(.badPeriod, reader, columns.period) { text, _ in
            ("\"\(text)\" is no year", "this is a yearly record: expected four digits from 1000 to 9999, such as 2025")
        }
        return nil
    }

    /// A date, or none: told apart from a fault.
    private struct Published { var date: CalendarDate? }

    private mutating func takePublished(_ reader: borrowing CSVReader) -> Published? {
        guard columns.sourceDate >= 0 else { return Published(date: options.published) }
        var isEmpty = false
        let date = reader.withField(columns.sourceDate) { field in
            isEmpty = field.isEmpty
            return CalendarDate(field)
        }
        if isEmpty { return Published(date: options.published) }
        guard let date else {
            report(.badDate, reader, columns.sourceDate) { text, _ in
                ("\"\(text)\" is no date", "expected YYYY-MM-DD, a day that exists")
            }
            return nil
        }
        guard date <= options.today else {
            let today = options.today
            report(.futureDate, reader, columns.sourceDate) { text, _ in
                ("source date \(text) lies in the future", "expected \(today) or earlier")
            }
            return nil
        }
        return Published(date: date)
    }

    private mutating func takeContent(
        _ reader: borrowing CSVReader, indicator: Int?, period: Period?
    ) -> StatementContent? {
        let unit = takeUnit(reader)
        let status = takeStatus(reader)
        let bound = takeBound(reader)
        let shift = takeShift(reader, unit: unit, indicator: indicator)
        let isTimely = takeTimeliness(reader, period: period, status: status)
        if reader.withField(columns.value, { $0.isEmpty }) {
            guard let status, let bound else { return nil }
            guard status.allowsNoValue else {
                let isSaid = columns.status >= 0 && !reader.withField(columns.status, { $0.isEmpty })
                report(.missingValue, reader, columns.value) { _, _ in
                    isSaid
                        ? (
                            "no value, though status \(status.rawValue) needs one",
                            "give it, or status O: there is none"
                        )
                        : ("no value and no status", "give a value, or status O if there is none")
                }
                return nil
            }
            return shift == nil || !isTimely ? nil : .figure(value: nil, status: status, bound: bound)
        }
        let value = takeValue(reader, indicator: indicator, shift: shift)
        if let status, status.saysNone {
            report(.unexpectedValue, reader, columns.value) { text, _ in
                (
                    "value \(text) beside status \(status.rawValue), which says that there is none",
                    "leave one of them out"
                )
            }
            return nil
        }
        guard isTimely, let value, let status, let bound else { return nil }
        return .figure(value: value, status: status, bound: bound)
    }

    /// Whether the period is not still to come, or the status a forecast.
    private mutating func takeTimeliness(
        _ reader: borrowing CSVReader, period: Period?, status: ObservationStatus?
    ) -> Bool {
        guard let status, let period, period.year > options.today.parts.year, status != .forecast else { return true }
        report(.futurePeriod, reader, columns.period) { text, _ in
            ("year \(text) is still to come", "expected status F, a forecast, for a year after this one")
        }
        return false
    }

    private mutating func takeUnit(_ reader: borrowing CSVReader) -> Int? {
        if let unit = reader.withField(columns.unit, { names.unit($0) }) { return unit }
        if reader.withField(columns.unit, { $0.isEmpty }) {
            report(.missingUnit, reader, columns.unit) { _, _ in ("no unit", "a value without its unit is none") }
        } else {
            report(.unknownUnit, reader, columns.unit) { text, catalog in
                let known = UnitOfMeasure.knownSpellings + catalog.indicators.map(\.unit.symbol)
                return (
                    "unknown unit \"\(text)\"",
                    NearestName.question(for: text, among: known) ?? "expected a unit such as PFLOPS, percent or 万元"
                )
            }
        }
        return nil
    }

    private mutating func takeShift(_ reader: borrowing CSVReader, unit: Int?, indicator: Int?) -> Int? {
        guard let unit, let indicator else { return nil }
        if let shift = names.shift(unit: unit, indicator: indicator) { return shift }
        let wanted = catalog.indicators[indicator]
        report(.wrongUnit, reader, columns.unit) { text, _ in
            let units = UnitOfMeasure.symbols(ofDimension: wanted.unit.dimension)
            let expected = (units.isEmpty ? [wanted.unit.symbol] : units).joined(separator: ", ")
            return ("\(wanted.id) isn't measured in \(text)", "expected \(expected)")
        }
        return nil
    }

    private mutating func takeStatus(_ reader: borrowing CSVReader) -> ObservationStatus? {
        guard columns.status >= 0 else { return .normal }
        let status = reader.withField(columns.status) { field in
            field.isEmpty ? .normal : field.count == 1 ? ObservationStatus(code: field[0]) : nil
        }
        if status == nil {
            report(.unknownStatus, reader, columns.status) { text, _ in
                let codes = ObservationStatus.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown status \"\(text)\"", "expected one of \(codes) (SDMX CL_OBS_STATUS)")
            }
        }
        return status
    }

    private mutating func takeBound(_ reader: borrowing CSVReader) -> ObservationBound? {
        guard columns.bound >= 0 else { return .equal }
        let bound = reader.withField(columns.bound) { field in field.isEmpty ? .equal : ObservationBound(field) }
        if bound == nil {
            report(.unknownBound, reader, columns.bound) { text, _ in
                let words = ObservationBound.allCases.map(\.rawValue).joined(separator: " ")
                return ("unknown bound \"\(text)\"", "expected one of \(words)")
            }
        }
        return bound
    }

    /// The value in the indicator's unit, within its bounds.
    private mutating func takeValue(_ reader: borrowing CSVReader, indicator: Int?, shift: Int?) -> Double? {
        guard let number = reader.withField(columns.value, { DecimalNumber($0) }) else {
            report(.badValue, reader, columns.value) { text, _ in
                (
                    "\"\(text)\" is no decimal number",
                    "expected digits such as 98000 or 1.5e3, without separators or spaces"
                )
            }
            return nil
        }
        guard let shift, let indicator else {
            if number.double(shiftedBy: 0) == nil { reportTooGreat(reader) }
            return nil
        }
        guard let value = number.double(shiftedBy: shift) else {
            reportTooGreat(reader)
            return nil
        }
        let wanted = catalog.indicators[indicator]
        guard wanted.admits(value) else {
            report(.outOfBounds, reader, columns.value) { text, _ in
                let limits = [
                    wanted.minimum.map { "at least \($0.decimalText)" },
                    wanted.maximum.map { "at most \($0.decimalText)" },
                ]
                return (
                    "value \(text) is outside the bounds of \(wanted.id)",
                    "expected \(limits.compactMap { $0 }.joined(separator: " and ")) \(wanted.unit)"
                )
            }
            return nil
        }
        return value
    }

    private mutating func reportTooGreat(_ reader: borrowing CSVReader) {
        report(.badValue, reader, columns.value) { text, _ in
            ("\"\(text)\" is beyond what a number can hold", "expected a finite number")
        }
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
