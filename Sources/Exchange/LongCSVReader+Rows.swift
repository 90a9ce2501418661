// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

extension LongCSVReader {
    /// Checks a row: keeps it, or reports all that is wrong with it.
    mutating func takeRow(_ row: borrowing CSVBlock) {
        let indicator = takeIndicator(row)
        let region = takeRegion(row)
        let period = takePeriod(row)
        let published = takePublished(row)
        let content = options.isRetraction ? .retraction : takeContent(row, indicator: indicator, period: period)
        guard let indicator, let region, let period, let published, let content else { return }
        let source = text(row, columns.source)
        let note = text(row, columns.note)
        order.append(
            StatementBuffer.Row(
                series: order.rank(indicator: indicator, region: region), period: period, content: content,
                published: published.date, source: source < 0 ? defaultSource : source, note: note,
                location: RowLocation(line: row.line, field: options.isRetraction ? 0 : columns.value)))
    }

    /// The number of a text in `texts`; −1 where the column or the text is missing.
    private mutating func text(_ row: borrowing CSVBlock, _ column: Int) -> Int32 {
        guard column >= 0 else { return -1 }
        return row.withField(column) { $0.isEmpty ? -1 : Int32(truncatingIfNeeded: texts.intern($0)) }
    }

    private mutating func takeIndicator(_ row: borrowing CSVBlock) -> Int? {
        if let place = row.withField(columns.indicator, { names.indicator($0) }) { return place }
        let catalog = catalog
        report(.unknownIndicator, row, columns.indicator) { text in
            (
                text.isEmpty ? "no indicator" : "unknown indicator \"\(text)\"",
                NearestName.question(for: text, among: catalog.indicators.map(\.id.rawValue))
                    ?? "expected an id of the catalog; `mosaic show` lists them"
            )
        }
        return nil
    }

    private mutating func takeRegion(_ row: borrowing CSVBlock) -> Int? {
        if let place = row.withField(columns.region, { names.region($0) }) { return place }
        let catalog = catalog
        report(.unknownRegion, row, columns.region) { text in
            (
                text.isEmpty ? "no region" : "unknown region \"\(text)\"",
                catalog.regionQuestion(for: text) ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
            )
        }
        return nil
    }

    private mutating func takePublished(_ row: borrowing CSVBlock) -> PublishedDate? {
        guard let taken = takeDate(row) else { return nil }
        guard let date = taken.date else { return PublishedDate(date: options.published) }
        guard date <= options.today else {
            let today = options.today
            report(.futureDate, row, columns.sourceDate) { text in
                ("source date \(text) lies in the future", "expected \(today) or earlier")
            }
            return nil
        }
        return taken
    }

    private mutating func takeContent(
        _ row: borrowing CSVBlock, indicator: Int?, period: Period?
    ) -> StatementContent? {
        let unit = takeUnit(row)
        let status = takeStatus(row)
        let bound = takeBound(row)
        let shift = takeShift(row, unit: unit, indicator: indicator)
        let isTimely = takeTimeliness(row, period: period, status: status)
        if !isSaid(row, columns.value) {
            guard let status, let bound else { return nil }
            guard status.allowsNoValue else {
                let isSaid = isSaid(row, columns.status)
                report(.missingValue, row, columns.value) { _ in
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
        let value = takeValue(row, indicator: indicator, shift: shift)
        if let status, status.saysNone {
            report(.unexpectedValue, row, columns.value) { text in
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
        _ row: borrowing CSVBlock, period: Period?, status: ObservationStatus?
    ) -> Bool {
        guard let status, let period, period.year > thisYear, status != .forecast else { return true }
        report(.futurePeriod, row, columns.period) { text in
            ("year \(text) is still to come", "expected status F, a forecast, for a year after this one")
        }
        return false
    }

    private mutating func takeUnit(_ row: borrowing CSVBlock) -> Int? {
        if let unit = row.withField(columns.unit, { names.unit($0) }) { return unit }
        if row.withField(columns.unit, { $0.isEmpty }) {
            report(.missingUnit, row, columns.unit) { _ in ("no unit", "a value without its unit is none") }
        } else {
            let catalog = catalog
            report(.unknownUnit, row, columns.unit) { text in
                let known = UnitOfMeasure.knownSpellings + catalog.indicators.map(\.unit.symbol)
                return (
                    "unknown unit \"\(text)\"",
                    NearestName.question(for: text, among: known) ?? "expected a unit such as PFLOPS, percent or 万元"
                )
            }
        }
        return nil
    }

    private mutating func takeShift(_ row: borrowing CSVBlock, unit: Int?, indicator: Int?) -> Int? {
        guard let unit, let indicator else { return nil }
        if let shift = names.shift(unit: unit, indicator: indicator) { return shift }
        let wanted = catalog.indicators[indicator]
        report(.wrongUnit, row, columns.unit) { text in
            let units = UnitOfMeasure.symbols(ofDimension: wanted.unit.dimension)
            let expected = (units.isEmpty ? [wanted.unit.symbol] : units).joined(separator: ", ")
            return ("\(wanted.id) isn't measured in \(text)", "expected \(expected)")
        }
        return nil
    }

    /// The value in the indicator's unit, within its bounds.
    private mutating func takeValue(_ row: borrowing CSVBlock, indicator: Int?, shift: Int?) -> Double? {
        guard let value = takeNumber(row, shiftedBy: shift ?? 0), shift != nil, let indicator else { return nil }
        let wanted = catalog.indicators[indicator]
        guard wanted.admits(value) else {
            report(.outOfBounds, row, columns.value) { text in
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
}
