public import Formats
public import Indicators

/// Series read from a file alone, without a catalog.
public struct SeriesFile: Sendable {
    /// The series that have a row, in the order of their first; of each the observations that exist, ascending.
    public let series: [Series]
    /// The unit of each indicator's values: that of its first row, under the file's own word.
    public let units: [Identifier<Indicator>: UnitOfMeasure]
    /// Every fault and doubt. Where there are errors the series are not to be used.
    public let diagnostics: Diagnostics
}

/// Reads series from long CSV without a catalog: any text is the name of an indicator or a region, and any word a unit,
/// one an indicator.
///
/// The form of every row is checked, and every fault reported; bounds are unknown, and years and dates may be to come. Of
/// rows of one key the newest `source_date` counts; rows of one date must agree.
public struct SeriesFileReader: ~Copyable, LongCSVReading {
    let file: String
    var columns = LongCSVColumns()
    var lastDate = LastDate()
    var diagnostics = Diagnostics()
    private var indicators = ByteTable()
    private var regions = ByteTable()
    /// By indicator: the word that it is measured in, as the file has it first; nil as long as no row has one.
    private var words: [UnitWord?] = []
    private var keys: [Key] = []
    private var places: [Key: Int32] = [:]
    private var rows: [StatementBuffer.Row] = []

    private struct Key: Hashable {
        var indicator: Int
        var region: Int
    }

    private struct UnitWord {
        var bytes: [UInt8]
        var unit: UnitOfMeasure
    }

    var requiredColumns: [String] { LongCSVColumns.required(isRetraction: false) }
    var adviceOnEncoding: String? { "save the file as UTF-8" }

    /// Makes a reader of one input.
    ///
    /// - Parameter file: the input as its user named it, for messages.
    public init(file: String) {
        self.file = file
    }

    /// Reads an open input to its end.
    ///
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public consuming func read(_ input: InputFile) throws(InputError) -> SeriesFile {
        try read(from: DescriptorSource(descriptor: input.descriptor))
    }

    /// Reads bytes to their end.
    public consuming func read(from bytes: some ByteSource & Sendable) throws(InputError) -> SeriesFile {
        do {
            try readRows(from: RowBelt(bytes))
        } catch {
            throw InputError(file: file, message: error.description, isFailedRead: true)
        }
        rows.sort { ($0.series, $0.year, $0.location) < ($1.series, $1.year, $1.location) }
        let (indicatorNames, regionNames) = (indicators.texts, regions.texts)
        let named = keys.map { key in
            SeriesKey(
                indicator: Identifier(indicatorNames[key.indicator]), region: Identifier(regionNames[key.region]))
        }
        let buffer = StatementBuffer(series: named, rows: rows)
        reportDisagreements(in: buffer)
        let units = zip(indicatorNames, words).compactMap { name, word in
            word.map { (Identifier<Indicator>(name), $0.unit) }
        }
        return SeriesFile(
            series: buffer.newestObservations,
            units: Dictionary(units, uniquingKeysWith: { first, _ in first }), diagnostics: diagnostics)
    }

    mutating func takeRow(_ row: borrowing CSVBlock) {
        let indicator = takeIndicator(row)
        let region = takeRegion(row)
        let period = takePeriod(row)
        let published = takeDate(row)
        let content = takeContent(row, indicator: indicator)
        guard let indicator, let region, let period, let published, let content else { return }
        rows.append(
            StatementBuffer.Row(
                series: place(of: Key(indicator: indicator, region: region)), period: period, content: content,
                published: published.date, source: 0, note: -1,
                location: RowLocation(line: row.line, field: columns.value)))
    }

    private mutating func place(of key: Key) -> Int32 {
        if let place = places[key] { return place }
        let place = Int32(keys.count)
        keys.append(key)
        places[key] = place
        return place
    }

    private mutating func takeIndicator(_ row: borrowing CSVBlock) -> Int? {
        guard isSaid(row, columns.indicator) else {
            report(.missingName, row, columns.indicator) { _ in ("no indicator", "expected a name") }
            return nil
        }
        let place = row.withField(columns.indicator) { indicators.intern($0) }
        if place == words.count { words.append(nil) }
        return place
    }

    private mutating func takeRegion(_ row: borrowing CSVBlock) -> Int? {
        guard isSaid(row, columns.region) else {
            report(.missingName, row, columns.region) { _ in ("no region", "expected a name") }
            return nil
        }
        return row.withField(columns.region) { regions.intern($0) }
    }

    /// What the row says; a row without a value, and one whose status denies it, says that there is none.
    private mutating func takeContent(_ row: borrowing CSVBlock, indicator: Int?) -> StatementContent? {
        let shift = takeShift(row, indicator: indicator)
        let status = takeStatus(row)
        let bound = takeBound(row)
        guard isSaid(row, columns.value) else {
            if !isSaid(row, columns.status) {
                let place = row.position(ofField: columns.value)
                report(
                    .missingValue, severity: .warning, line: place.line, column: place.column,
                    message: "no value and no status: taken as there being none", expected: "say so with status O")
            }
            guard shift != nil, let status, let bound else { return nil }
            return .figure(value: nil, status: status, bound: bound)
        }
        let value = takeNumber(row, shiftedBy: shift ?? 0)
        guard shift != nil, let value, let status, let bound else { return nil }
        return .figure(value: value, status: status, bound: bound)
    }

    /// By how many powers of ten the row's number is shifted to be in the unit of the indicator's first row.
    private mutating func takeShift(_ row: borrowing CSVBlock, indicator: Int?) -> Int? {
        guard isSaid(row, columns.unit) else {
            report(.missingUnit, row, columns.unit) { _ in ("no unit", "a value without its unit is none") }
            return nil
        }
        guard let indicator else { return nil }
        guard let word = words[indicator] else {
            let text = row.text(ofField: columns.unit)
            words[indicator] = UnitWord(bytes: Array(text.utf8), unit: UnitOfMeasure(word: text))
            return 0
        }
        let isSame = row.withField(columns.unit) { field in
            field.count == word.bytes.count && field.indices.allSatisfy { field[$0] == word.bytes[$0] }
        }
        if isSame { return 0 }
        if let shift = UnitOfMeasure(known: row.text(ofField: columns.unit))?.shift(to: word.unit) { return shift }
        let name = indicators.texts[indicator]
        report(.wrongUnit, row, columns.unit) { text in
            ("\"\(text)\" is another unit than \(name)'s first row has", "expected \(word.unit.expectedWords)")
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
