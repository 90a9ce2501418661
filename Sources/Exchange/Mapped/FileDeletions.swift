internal import Formats
internal import Indicators

/// The deletions of a file, which wait for its end: a row behind one gives the figure anew.
struct FileDeletions {
    /// What is in force, of which deletions that don't name their figures take theirs; nil: they are not allowed.
    private let inForce: FiguresInForce?
    private var kept: [KeptDeletion.Key: KeptDeletion] = [:]
    private var scopes: [DeletionScope] = []
    /// What rows say whose figures a deletion of others must leave alone; kept only where there may be one.
    private var said: Set<FigureKey> = []
    /// By field: what names stand for, those that were met.
    private var identities: [ObservationField: [String: Int]] = [:]

    init(_ inForce: FiguresInForce?) {
        self.inForce = inForce
    }

    /// Keeps a deletion, or lets one go whose key is given anew; whether the row is to be taken now.
    mutating func takes<Row: ComponentRow & ~Copyable, Reading: ObservationReading & ~Copyable>(
        _ rows: borrowing MappedRows<Row>, into reading: inout Reading
    ) -> Bool {
        if let deletion = rows.deletion {
            take(deletion, at: rows.position(of: .indicator), into: &reading)
            return false
        }
        if rows.plan.action >= 0, inForce != nil, !rows.isRetraction { note(rows, reading) }
        guard rows.isRetraction || !kept.isEmpty else { return true }
        kept[KeptDeletion.Key(of: rows)] = rows.isRetraction ? KeptDeletion(rows) : nil
        return !rows.isRetraction
    }

    /// Keeps a deletion of figures that it does not name; or tells why it can't be.
    private mutating func take<Reading: ObservationReading & ~Copyable>(
        _ deletion: WideDeletion, at position: TextPosition, into reading: inout Reading
    ) {
        guard inForce != nil else {
            return reading.report(
                .deletesAll, at: TextPosition(line: position.line, column: 1), message: "deletes \(deletion.words)",
                expected: "name the keys one by one; or to take back all of them that are in force, give "
                    + "`mosaic backfill --allow delete-all`")
        }
        guard let scope = scope(of: deletion, into: &reading) else { return }
        guard !said.contains(where: scope.contains) else {
            return reading.report(
                .deletesAll, at: TextPosition(line: position.line, column: 1),
                message: "deletes \(deletion.words), of which rows above say some anew",
                expected: "put it above them")
        }
        scopes.append(scope)
    }

    /// Notes which figure a row says.
    private mutating func note<Fields: ObservationFields & ~Copyable, Reading: ObservationReading & ~Copyable>(
        _ fields: borrowing Fields, _ reading: borrowing Reading
    ) {
        guard let indicator = identity(of: fields.text(of: .indicator), as: .indicator, reading),
            let region = identity(of: fields.text(of: .region), as: .region, reading),
            let year = Period(anyOf: fields.text(of: .period))?.year
        else { return }
        said.insert(FigureKey(indicator: indicator, region: region, year: year))
    }

    private mutating func identity<Reading: ObservationReading & ~Copyable>(
        of name: String, as field: ObservationField, _ reading: borrowing Reading
    ) -> Int? {
        if let known = identities[field]?[name] { return known }
        let found = reading.identity(of: name, as: field)
        identities[field, default: [:]][name] = found
        return found
    }

    private mutating func scope<Reading: ObservationReading & ~Copyable>(
        of deletion: WideDeletion, into reading: inout Reading
    ) -> DeletionScope? {
        func report(_ code: Diagnostic.Code, _ field: ObservationField, _ name: String) {
            reading.report(
                code, at: deletion.fields.position(of: field), message: "unknown \(field.word) \"\(name)\"",
                value: name, expected: "expected one of the catalog, or none for all of them")
        }
        var indicators: Set<Int> = []
        for name in deletion.indicators {
            guard let id = identity(of: name, as: .indicator, reading) else {
                report(.unknownIndicator, .indicator, name)
                return nil
            }
            indicators.insert(id)
        }
        let (region, period) = (deletion.fields.text(of: .region), deletion.fields.text(of: .period))
        let regionID = identity(of: region, as: .region, reading)
        guard region.isEmpty || regionID != nil else {
            report(.unknownRegion, .region, region)
            return nil
        }
        let year = Period(anyOf: period)?.year
        guard period.isEmpty || year != nil else {
            report(.badPeriod, .period, period)
            return nil
        }
        return DeletionScope(deletion: deletion, indicators: indicators, region: regionID, year: year)
    }

    /// Hands over those that are left.
    mutating func finish<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) {
        for deletion in kept.values.sorted(by: { $0.location < $1.location }) { reading.take(deletion) }
        guard let inForce, !scopes.isEmpty else { return }
        var (deleted, unknown) = (0, 0)
        for series in inForce.series {
            let (indicatorName, regionName) = (series.key.indicator.rawValue, series.key.region.rawValue)
            guard let indicator = identity(of: indicatorName, as: .indicator, reading),
                let region = identity(of: regionName, as: .region, reading)
            else {
                unknown += series.observations.count
                continue
            }
            for observation in series.observations {
                let key = FigureKey(indicator: indicator, region: region, year: observation.period.year)
                guard let scope = scopes.first(where: { $0.contains(key) }), !said.contains(key) else { continue }
                let named =
                    [
                        .indicator: indicatorName, .region: regionName, .period: observation.period.description,
                    ] as [ObservationField: String]
                reading.take(KeptDeletion(scope.deletion.fields, named: named))
                deleted += 1
            }
        }
        reading.account.noteDeletion(of: deleted)
        reading.account.remark(
            "figures in force of indicators or regions that the catalog lacks, which stay", times: unknown)
    }
}

/// Which figure, by what the names stand for.
private struct FigureKey: Hashable {
    let indicator: Int
    let region: Int
    let year: Int
}

/// A deletion of figures that it does not name, by what its names stand for.
private struct DeletionScope {
    let deletion: WideDeletion
    /// Empty: all.
    let indicators: Set<Int>
    /// Nil: all.
    let region: Int?
    /// Nil: all.
    let year: Int?

    func contains(_ key: FigureKey) -> Bool {
        (indicators.isEmpty || indicators.contains(key.indicator)) && (region ?? key.region) == key.region
            && (year ?? key.year) == key.year
    }
}

extension Period {
    /// The year of a text, as files write it.
    fileprivate init?(anyOf text: String) {
        let bytes = Array(text.utf8)
        guard let period = Period(bytes.span) ?? Period(dressed: bytes.span) else { return nil }
        self = period
    }
}
