// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

extension CatalogReading {
    mutating func take<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) {
        let isRetraction = options.isRetraction || fields.isRetraction
        if !isRetraction, fields.isOfSameSeries, let series { return takeNext(fields, of: series) }
        series = nil
        let named = takeIndicator(fields)
        let region = takeRegion(fields)
        let period = takePeriod(fields)
        let published = takePublished(fields)
        let content: (said: StatementContent?, shift: Int?) =
            isRetraction ? (.retraction, nil) : takeContent(fields, named, period: period)
        guard let named, let region, let published else { return }
        let source = text(fields, .source)
        let known = KnownSeries(
            indicator: named.position, rank: order.rank(indicator: named.position, region: region),
            shift: content.shift ?? 0, published: published.date, source: source < 0 ? defaultSource : source,
            note: text(fields, .note))
        if content.shift != nil { series = known }
        guard let period, let said = content.said else { return }
        append(said, period, of: known, at: fields.location)
    }

    /// Takes an observation of the series of the one before it.
    @inline(__always)
    private mutating func takeNext<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, of series: KnownSeries
    ) {
        let period = takePeriod(fields)
        let status = takeStatus(fields)
        let bound = takeBound(fields)
        let content = takeFigure(
            fields, indicator: series.indicator, period: period, shift: series.shift, status, bound)
        guard let period, let content else { return }
        append(content, period, of: series, at: fields.location)
    }

    @inline(__always)
    private mutating func append(
        _ content: StatementContent, _ period: Period, of series: KnownSeries, at location: RowLocation
    ) {
        order.append(
            StatementBuffer.Row(
                series: series.rank, period: period, content: content, published: series.published,
                source: series.source, note: series.note, location: location))
    }

    /// The number of a text in `texts`; −1 where there is none.
    private mutating func text<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ field: ObservationField
    ) -> Int32 {
        fields.withField(field) { $0.isEmpty ? -1 : Int32(truncatingIfNeeded: texts.intern($0)) }
    }

    private mutating func takeIndicator<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields
    ) -> NamedIndicator? {
        if let named = fields.withField(.indicator, { names.indicator($0) }) {
            // What a catalog made derived can still be taken back.
            if !names.areDerived[named.position] || options.isRetraction || fields.isRetraction { return named }
            let source = catalog.indicators[named.position].derivation?.source ?? "derived"
            report(.derivedIndicator, fields, .indicator) { text in
                ("\(text) is \(source)", "expected figures of those alone; its own are worked out")
            }
            return nil
        }
        let (catalog, indicators) = (catalog, names.indicatorNames)
        let rivals = fields.withField(.indicator) { indicators.rivals(for: String($0)) }
        report(rivals.isEmpty ? .unknownIndicator : .ambiguousName, fields, .indicator) { text in
            guard rivals.isEmpty else {
                let ids = rivals.map { catalog.indicators[$0].id.rawValue }
                return (
                    "\"\(text)\" is the title of \(ids.count) indicators", "say which: \(ids.joined(separator: " or "))"
                )
            }
            return (
                text.isEmpty ? "no indicator" : "unknown indicator \"\(text)\"",
                NearestName.question(for: text, among: catalog.indicators.map(\.id.rawValue))
                    ?? "expected an id or a title of the catalog; `mosaic show` lists them"
            )
        }
        return nil
    }

    private mutating func takeRegion<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> Int? {
        if let position = fields.withField(.region, { names.region($0) }) {
            if names.namedOtherKind { reportOtherKind(fields, catalog.regions[position]) }
            return position
        }
        let (catalog, regions, advice) = (catalog, names.regionNames, fields.adviceOnRegions)
        let rivals = fields.withField(.region) { regions.named(String($0)).positions }.map { catalog.regions[$0] }
        report(rivals.isEmpty ? .unknownRegion : .ambiguousName, fields, .region) { text in
            guard rivals.isEmpty else {
                let names = rivals.map { "\"\($0.name[.english])\" (\($0.id))" }
                return ("\"\(text)\" names \(names.count) regions", "say which: \(names.joined(separator: " or "))")
            }
            if let whole = regions.whole(ofPart: text) {
                return (
                    "unknown region \"\(text)\"",
                    "that is a part of \(whole.name[.english]) (\(whole.id)), which is not the whole of it"
                )
            }
            return (
                text.isEmpty ? "no region" : "unknown region \"\(text)\"",
                catalog.regionQuestion(for: text)
                    ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name" + (advice.map { "; \($0)" } ?? "")
            )
        }
        return nil
    }

    /// Says, once for each spelling, that a region is meant though its name has another kind of division behind it.
    private mutating func reportOtherKind<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ region: Region
    ) {
        let text = fields.text(of: .region)
        report(
            .assumedRegion, severity: .warning, at: fields.position(of: .region),
            message: "\"\(text)\" is read as \(region.name[.chinese]) (\(region.id))", value: text)
    }

    private mutating func takePublished<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields)
        -> PublishedDate?
    {
        guard let taken = takeDate(fields) else { return nil }
        guard let date = taken.date else { return PublishedDate(date: options.published) }
        guard date <= options.today else {
            let today = options.today
            report(.futureDate, fields, .sourceDate) { text in
                ("source date \(text) lies in the future", "expected \(today) or earlier")
            }
            return nil
        }
        return taken
    }

    /// What a row says, and by how many powers of ten its number is shifted.
    private mutating func takeContent<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ named: NamedIndicator?, period: Period?
    ) -> (said: StatementContent?, shift: Int?) {
        let indicator = named?.position
        let unit = takeUnit(fields, behindTitle: named?.unit)
        let status = takeStatus(fields)
        let bound = takeBound(fields)
        let shift = takeShift(fields, unit: unit, indicator: indicator)
        return (takeFigure(fields, indicator: indicator, period: period, shift: shift, status, bound), shift)
    }

    @inline(__always)
    private mutating func takeFigure<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, indicator: Int?, period: Period?, shift: Int?, _ status: ObservationStatus?,
        _ bound: ObservationBound?
    ) -> StatementContent? {
        var bound = bound
        let isTimely = takeTimeliness(fields, period: period, status: status)
        if !fields.says(.value) {
            guard let status, let bound else { return nil }
            guard status.allowsNoValue else {
                let isSaid = fields.says(.status)
                report(.missingValue, fields, .value) { _ in
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
        let value = takeValue(fields, indicator: indicator, shift: shift, bound: &bound)
        if let status, status.saysNone {
            report(.unexpectedValue, fields, .value) { text in
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
    private mutating func takeTimeliness<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, period: Period?, status: ObservationStatus?
    ) -> Bool {
        guard let status, let period, period.year > thisYear, status != .forecast else { return true }
        report(.futurePeriod, fields, .period) { text in
            ("year \(text) is still to come", "expected status F, a forecast, for a year after this one")
        }
        return false
    }

    private mutating func takeUnit<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, behindTitle titled: Int?
    ) -> Int? {
        if let unit = fields.withField(.unit, { names.unit($0) }) {
            guard let titled, titled != unit else { return unit }
            let symbol = names.unitsMet[titled].symbol
            report(.wrongUnit, fields, .unit) { text in
                ("unit \(text), but the title says \(symbol)", "leave the wrong one out")
            }
            return nil
        }
        if fields.withField(.unit, { $0.isEmpty }) {
            if let titled { return titled }
            report(.missingUnit, fields, .unit) { _ in ("no unit", "a value without its unit is none") }
        } else {
            let catalog = catalog
            report(.unknownUnit, fields, .unit) { text in
                let known = catalog.units.spelledWords + catalog.indicators.map(\.unit.symbol)
                return (
                    "unknown unit \"\(text)\"",
                    NearestName.question(for: text, among: known) ?? "expected a unit such as PFLOPS, percent or 万元"
                )
            }
        }
        return nil
    }

    private mutating func takeShift<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, unit: Int?, indicator: Int?
    ) -> Int? {
        guard let unit, let indicator else { return nil }
        if let shift = names.shift(unit: unit, indicator: indicator) { return shift }
        let (wanted, known) = (catalog.indicators[indicator], catalog.units)
        report(.wrongUnit, fields, .unit) { text in
            let units = wanted.unit.alternatives(in: known).joined(separator: ", ")
            return ("\(wanted.id) isn't measured in \(text)", "expected \(units)")
        }
        return nil
    }

    /// The value in the indicator's unit, within its bounds.
    private mutating func takeValue<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, indicator: Int?, shift: Int?, bound: inout ObservationBound?
    ) -> Double? {
        guard let value = takeNumber(fields, shiftedBy: shift ?? 0, bound: &bound), shift != nil, let indicator else {
            return nil
        }
        // Not through a copy of the indicator, which would take longer than the check.
        guard catalog.indicators[indicator].admits(value) else {
            let wanted = catalog.indicators[indicator]
            report(.outOfBounds, fields, .value) { text in
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
