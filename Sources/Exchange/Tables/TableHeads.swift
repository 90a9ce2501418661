internal import Formats
internal import Indicators

/// The heads of a table's columns: what each says, in which unit, and whether the figures below it are read.
struct TableHeads {
    /// What each column's head says; empty where it has none.
    private(set) var names: [String] = []
    /// The units of the columns that say one; empty: none.
    private(set) var units: [[UInt8]] = []
    /// Where each head stands.
    private(set) var positions: [TextPosition] = []
    /// Where each column's unit stands; its head, where nothing says one.
    private(set) var unitPositions: [TextPosition] = []
    /// The columns that have a head of which no fault was told.
    var isRead: [Bool] = []
    /// The columns of which a figure was taken, so that nothing is to be said of the head.
    var isProven: [Bool] = []
    /// Columns of areas that statistics publish besides.
    private(set) var passed: [String] = []
    /// Whether the one column has the name that is given, as its own is none.
    private(set) var isGiven = false

    /// No heads yet.
    init() {}

    /// Reads the heads of a header; two that say the same are reported.
    ///
    /// - Parameter given: the indicator that is given.
    init<Reading: ObservationReading & ~Copyable>(
        _ texts: [String], at positions: [TextPosition], _ layout: TableLayout, given: String?,
        into reading: inout Reading
    ) {
        (self.positions, unitPositions) = (positions, positions)
        isProven = [Bool](repeating: layout.columns == .period, count: texts.count)
        let remarks = texts.indices.filter { $0 >= layout.firstColumn && layout.isRemark(texts[$0]) }
        let titled = texts.indices.dropFirst(layout.firstColumn).filter { !texts[$0].isEmpty && !remarks.contains($0) }
        for (index, text) in texts.enumerated() {
            let title = layout.columns == .indicator ? reading.titled(text) : nil
            var name =
                layout.columns == .period ? TableWords.year(text).map { "\($0.year)" } ?? "" : title?.name ?? text
            if layout.columns == .indicator, titled == [index], let given,
                reading.takesAnyName || reading.identity(of: name, as: .indicator) == nil
            {
                (name, isGiven) = (given, true)
            }
            names.append(name)
            units.append(Array((title?.unit ?? "").utf8))
            let isPassed =
                layout.columns == .region && reading.identity(of: text, as: .region) == nil
                && TableWords.isPublishedArea(text)
            isRead.append(index >= layout.firstColumn && !text.isEmpty && !isPassed && !remarks.contains(index))
            if isPassed { passed.append(text) }
        }
        if layout.columns == .period { reportNoYears(texts, into: &reading) }
        reportDoubled(texts, layout, into: &reading)
        for index in remarks {
            guard let field = TableLayout.remark(named: texts[index]), let first = layout.remarkColumns[field],
                first != index
            else { continue }
            reading.reportDoubledColumn(
                "the \(field.column)", value: texts[index], at: positions[index], indices: (first, index))
        }
    }

    private mutating func reportNoYears<Reading: ObservationReading & ~Copyable>(
        _ texts: [String], into reading: inout Reading
    ) {
        for index in texts.indices where isRead[index] && names[index].isEmpty {
            isRead[index] = false
            reading.report(
                .badPeriod, at: positions[index], message: "\"\(texts[index])\" is no year, as the heads before it are",
                value: texts[index], expected: "leave the column out")
        }
    }

    private func reportDoubled<Reading: ObservationReading & ~Copyable>(
        _ texts: [String], _ layout: TableLayout, into reading: inout Reading
    ) {
        var firsts: [Int: Int] = [:]
        for (index, name) in names.enumerated() where isRead[index] {
            let identity = layout.columns == .period ? Int(name) : reading.identity(of: name, as: layout.columns)
            guard let identity else { continue }
            guard let first = firsts[identity] else {
                firsts[identity] = index
                continue
            }
            reading.reportDoubledColumn(name, value: texts[index], at: positions[index], indices: (first, index))
        }
    }

    /// Takes the row of units below the header; a unit that a head says otherwise is reported.
    mutating func takeUnits<Reading: ObservationReading & ~Copyable>(
        _ row: borrowing CSVBlock, into reading: inout Reading
    ) {
        let places = row.fieldPositions
        for index in names.indices where index < row.fieldCount && isRead[index] {
            let unit = TableWords.bare(row.text(ofField: index))
            guard !unit.isEmpty, !TableWords.isUnitless(unit) else { continue }
            let said = String(decoding: units[index], as: UTF8.self)
            if !said.isEmpty, reading.identity(of: said, as: .unit) != reading.identity(of: unit, as: .unit) {
                reading.report(
                    .alreadySaid, at: places[index],
                    message: "the head says the unit \"\(said)\", and this row \"\(unit)\"",
                    value: unit, expected: "leave out the wrong one")
            }
            (units[index], unitPositions[index]) = (Array(unit.utf8), places[index])
        }
    }

    /// The heads that are there, for a sentence.
    var told: [String] { zip(names, isRead).filter { $1 && !$0.isEmpty }.map(\.0) }
}

extension ObservationReading where Self: ~Copyable {
    /// How many dates were told that are none. Asked at each cell of a table, most of which have no faults at all.
    var badDates: Int { diagnostics.hasErrors ? diagnostics.errorTotals[.badDate, default: 0] : 0 }

    /// How many faults were told that a column's head has, and not a row or a figure.
    var faultsOfHeads: Int {
        let codes: [Diagnostic.Code] = [
            .unknownIndicator, .derivedIndicator, .ambiguousName, .unknownRegion, .unknownUnit, .wrongUnit,
            .missingUnit,
        ]
        return codes.reduce(0) { $0 + diagnostics.errorTotals[$1, default: 0] }
    }
}
