internal import Indicators

/// A reading of series without a catalog: any text is the name of an indicator or a region, and any word a unit, one an
/// indicator.
///
/// The form of every row is checked, and every fault reported; bounds are unknown, and years and dates may be to come. Of
/// rows of one key the newest `source_date` counts; rows of one date must agree.
struct SeriesReading: ~Copyable, FieldChecking {
    let file: String
    var lastDate = LastDate()
    var diagnostics = Diagnostics()
    var account = ReadingAccount()
    private var indicators = ByteTable()
    private var regions = ByteTable()
    /// By indicator: the word that it is measured in, as the file has it first; nil as long as no row has one.
    private var words: [UnitWord?] = []
    private var keys: [Key] = []
    private var numbers: [Key: Int32] = [:]
    private var rows: [StatementBuffer.Row] = []

    private struct Key: Hashable {
        var indicator: Int
        var region: Int
    }

    private typealias Title = (name: String, unit: String)

    private struct UnitWord {
        var bytes: [UInt8]
        var unit: UnitOfMeasure
    }

    var requiredFields: [ObservationField] { ObservationField.required(isRetraction: false) }
    var wantsMore: Bool { true }
    var takesAnyName: Bool { true }
    var adviceOnEncoding: String? { "save the file as UTF-8" }

    /// A reading of one input.
    ///
    /// - Parameter file: the input as its user named it, for messages.
    init(file: String) {
        self.file = file
    }

    /// The series that were read, and the units of their indicators, once all rows were taken.
    mutating func finish(
        _ disagreements: inout Disagreements
    ) -> (series: [Series], units: [Identifier<Indicator>: UnitOfMeasure]) {
        rows.sort { ($0.series, $0.year, $0.location) < ($1.series, $1.year, $1.location) }
        let (indicatorNames, regionNames) = (indicators.texts, regions.texts)
        let named = keys.map { key in
            SeriesKey(
                indicator: Identifier(indicatorNames[key.indicator]), region: Identifier(regionNames[key.region]))
        }
        let buffer = StatementBuffer(series: named, rows: rows)
        disagreements.find(in: buffer)
        let units = zip(indicatorNames, words).compactMap { name, word in
            word.map { (Identifier<Indicator>(name), $0.unit) }
        }
        return (buffer.newestObservations, Dictionary(units, uniquingKeysWith: { first, _ in first }))
    }

    mutating func take<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) {
        let title = title(of: fields)
        let indicator = takeIndicator(fields, title)
        let region = takeRegion(fields)
        let period = takePeriod(fields)
        let published = takeDate(fields)
        let content = fields.isRetraction ? .retraction : takeContent(fields, title, indicator: indicator)
        guard let indicator, let region, let period, let published, let content else { return }
        rows.append(
            StatementBuffer.Row(
                series: number(of: Key(indicator: indicator, region: region)), period: period, content: content,
                published: published.date, source: 0, note: -1,
                location: fields.location))
    }

    private mutating func number(of key: Key) -> Int32 {
        if let number = numbers[key] { return number }
        let number = Int32(keys.count)
        keys.append(key)
        numbers[key] = number
        return number
    }

    private mutating func takeIndicator<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ title: Title?
    ) -> Int? {
        guard fields.says(.indicator) else {
            report(.missingName, fields, .indicator) { _ in ("no indicator", "expected a name") }
            return nil
        }
        let index =
            if let title { indicators.intern(title.name.utf8.span) } else {
                fields.withField(.indicator) { indicators.intern($0) }
            }
        if index == words.count { words.append(nil) }
        return index
    }

    /// The indicator's name and the known unit behind it, where the row has no other.
    private func title<Fields: ObservationFields & ~Copyable>(of fields: borrowing Fields) -> Title? {
        guard !fields.says(.unit), let title = NameText.title(fields.text(of: .indicator)),
            UnitOfMeasure(known: title.unit) != nil
        else { return nil }
        return title
    }

    private mutating func takeRegion<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> Int? {
        guard fields.says(.region) else {
            report(.missingName, fields, .region) { _ in ("no region", "expected a name") }
            return nil
        }
        return fields.withField(.region) { regions.intern($0) }
    }

    /// What the row says; a row without a value, and one whose status denies it, says that there is none.
    private mutating func takeContent<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ title: Title?, indicator: Int?
    ) -> StatementContent? {
        let shift = takeShift(fields, title, indicator: indicator)
        let status = takeStatus(fields)
        var bound = takeBound(fields)
        guard fields.says(.value) else {
            if !fields.says(.status) {
                report(
                    .missingValue, severity: .warning, at: fields.position(of: .value),
                    message: "no value and no status: taken as there being none", expected: "say so with status O")
            }
            guard shift != nil, let status, let bound else { return nil }
            return .figure(value: nil, status: status, bound: bound)
        }
        let value = takeNumber(fields, shiftedBy: shift ?? 0, bound: &bound)
        guard shift != nil, let value, let status, let bound else { return nil }
        return .figure(value: value, status: status, bound: bound)
    }

    /// By how many powers of ten the row's number is shifted to be in the unit of the indicator's first row.
    private mutating func takeShift<Fields: ObservationFields & ~Copyable>(
        _ fields: borrowing Fields, _ title: Title?, indicator: Int?
    ) -> Int? {
        guard title != nil || fields.says(.unit) else {
            report(.missingUnit, fields, .unit) { _ in ("no unit", "a value without its unit is none") }
            return nil
        }
        guard let indicator else { return nil }
        guard let word = words[indicator] else {
            let text = title?.unit ?? fields.text(of: .unit)
            words[indicator] = UnitWord(bytes: Array(text.utf8), unit: UnitOfMeasure(word: text))
            return 0
        }
        let isSame =
            title.map { Array($0.unit.utf8) == word.bytes } ?? fields.withField(.unit) { $0.isEqual(to: word.bytes) }
        if isSame { return 0 }
        if let shift = UnitOfMeasure(known: title?.unit ?? fields.text(of: .unit))?.shift(to: word.unit) {
            return shift
        }
        let name = indicators.texts[indicator]
        report(.wrongUnit, fields, .unit) { text in
            (
                "\"\(text)\" is another unit than \(name)'s first row has",
                "expected \(word.unit.expectedWords(in: .builtIn))"
            )
        }
        return nil
    }
}

extension StatementBuffer {
    /// Of each series the observations that exist by the newest row of each key, ascending; rows of one date agree.
    fileprivate var newestObservations: [Series] {
        var observations = [[Observation]](repeating: [], count: series.count)
        var index = 0
        while index < rows.count {
            var newest = rows[index]
            while index < rows.count, rows[index].series == newest.series, rows[index].year == newest.year {
                if rows[index].published > newest.published { newest = rows[index] }
                index += 1
            }
            guard let period = Period(year: Int(newest.year)),
                let observation = newest.content.observation(of: period), observation.existingValue != nil
            else { continue }
            observations[Int(newest.series)].append(observation)
        }
        return zip(series, observations).map { Series(key: $0, observations: $1) }
    }
}
