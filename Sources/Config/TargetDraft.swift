internal import Formats
internal import Indicators
internal import Statistics

/// The cells of a target's row that make its terms.
struct TargetDraft {
    let row: CSVRow
    let table: CSVTable
    /// Whether there is no catalog. Then the row has the indicator's bounds, and its unit may be any word.
    private let isStandingAlone: Bool
    /// The columns in which a fault was found. A second fault that follows from it is not told.
    private var faultyColumns: Set<String> = []

    init(row: CSVRow, table: CSVTable, isStandingAlone: Bool) {
        self.row = row
        self.table = table
        self.isStandingAlone = isStandingAlone
    }

    /// The terms, in the indicator's unit; nil, with every fault noted, if they can't be assessed.
    ///
    /// Without an indicator the rest is checked all the same.
    mutating func terms(
        indicator: Indicator?, region: Identifier<Region>?, names: TargetNames, faults: inout FileFaults
    ) -> TargetTerms? {
        let kind: TargetKind? = take("kind", &faults) { cell, faults in
            faults.requiredChoice(cell, among: TargetKind.allCases) { $0.rawValue }
        }
        let sense: TargetSense? = take("sense", &faults) { cell, faults in faults.choice(cell) }
        let path: TargetPath? = take("path", &faults) { cell, faults in faults.choice(cell) }
        let baseYear = take("base_period", &faults) { cell, faults in faults.year(cell) }
        let targetYear = take("target_period", &faults) { cell, faults in
            faults.required(cell, expected: "expected a year") == nil ? nil : faults.year(cell)
        }
        let shift = shift(kind: kind, indicator: indicator, known: names.units, faults: &faults)
        let isRelative = kind?.traits.isInPercent ?? false
        let baseShift = kind?.traits.hasBaseInIndicatorUnit ?? false ? 0 : shift
        let baseValue = number("base_value", shiftedBy: baseShift, &faults)
        let targetValue = number("target_value", shiftedBy: isRelative ? 0 : shift, &faults)
        let lower = number("lower", shiftedBy: shift, &faults)
        let upper = number("upper", shiftedBy: shift, &faults)
        let minimum = number("minimum", shiftedBy: isRelative ? 0 : shift, &faults)
        let maximum = number("maximum", shiftedBy: isRelative ? 0 : shift, &faults)
        let milestones = milestones(shiftedBy: isRelative ? 0 : shift, &faults)
        guard let kind else { return nil }
        let own = SeriesKey(
            indicator: indicator?.id ?? Identifier<Indicator>(""), region: region ?? Identifier<Region>(""))
        let reference = reference(kind: kind, own: own, names: names, shift: shift, &faults)
        let statesLimits = kind.traits.statement != .value && !isRelative
        let numbers = TargetNumbers(
            kind: kind, sense: sense, path: path, baseYear: baseYear, baseValue: baseValue,
            targetYear: targetYear ?? (baseYear ?? 2000) + 1, targetValue: targetValue,
            lower: statesLimits ? lower : nil, upper: statesLimits ? upper : nil,
            minimum: minimum ?? indicator?.minimum, maximum: maximum ?? indicator?.maximum, milestones: milestones,
            reference: reference)
        return numbers.terms { report($0, &faults) }
    }

    /// Reads a cell, and remembers whether a fault was found in it.
    mutating func take<Value>(
        _ column: String, _ faults: inout FileFaults, _ read: (CSVCell, inout FileFaults) -> Value?
    ) -> Value? {
        let before = faults.count
        let value = read(table.cell(row, column), &faults)
        if faults.count != before { faultyColumns.insert(column) }
        return value
    }

    mutating func number(_ column: String, shiftedBy shift: Int, _ faults: inout FileFaults) -> Double? {
        take(column, &faults) { cell, faults in faults.number(cell, shiftedBy: shift) }
    }

    /// The power of ten that brings the row's numbers into the indicator's unit; 0 if its unit has a fault.
    private mutating func shift(
        kind: TargetKind?, indicator: Indicator?, known: KnownUnits, faults: inout FileFaults
    ) -> Int {
        let cell = table.cell(row, "unit")
        guard let text = faults.required(cell, expected: "expected a unit such as PFLOPS or percent") else { return 0 }
        if let kind, kind.traits.isInPercent {
            checkPercentage(cell, kind: kind, indicator: indicator, faults: &faults)
            return 0
        }
        guard let indicator else { return 0 }
        if text == indicator.unit.symbol { return 0 }
        let expected = indicator.unit.expectedWords(in: known)
        let unit = isStandingAlone ? UnitOfMeasure(word: text) : UnitOfMeasure(known: text, in: known)
        guard let unit else {
            let question = NearestName.question(
                for: text, among: known.spelledWords + [indicator.unit.symbol])
            faults.add(
                .unknownUnit, at: cell.position, "unknown unit \(text.quoted)", value: text,
                expected: question ?? "expected \(expected)")
            return 0
        }
        guard let shift = unit.shift(to: indicator.unit) else {
            faults.add(
                .wrongUnit, at: cell.position, "\(indicator.id) can't be in \(text)", value: text,
                expected: "expected \(expected)")
            return 0
        }
        return shift
    }

    /// Checks that a row whose `target_value` is in percent has that unit. Without a catalog it may repeat the indicator's.
    private func checkPercentage(
        _ cell: CSVCell, kind: TargetKind, indicator: Indicator?, faults: inout FileFaults
    ) {
        let isOwnWord = isStandingAlone && cell.text == indicator?.unit.symbol
        guard isOwnWord || UnitOfMeasure(known: cell.text)?.symbol == "percent" else {
            faults.add(
                .wrongUnit, at: cell.position, "a target of kind \(kind) in \(cell.text.quoted)",
                value: cell.text, expected: "expected percent")
            return
        }
        if kind.traits.needsRates, !isStandingAlone, let indicator, indicator.unit.symbol != "percent" {
            faults.add(
                .wrongUnit, at: table.cell(row, "kind").position,
                "a target of kind \(kind) for \(indicator.id), which is in \(indicator.unit)",
                value: kind.rawValue, expected: "expected an indicator of yearly rates in percent")
        }
    }

    private func isEmpty(_ column: String) -> Bool { table.cell(row, column).isEmpty }

    /// Notes a fault of the terms where it is put right, unless a fault was found there already.
    func report(_ fault: TargetTermsFault, _ faults: inout FileFaults) {
        let (column, expected) = column(of: fault)
        if faultyColumns.contains(column) { return }
        faults.add(.badTerms, at: table.cell(row, column).position, "\(fault)", expected: expected)
    }

    /// The column in which a fault is put right, and what would be right there.
    private func column(of fault: TargetTermsFault) -> (column: String, expected: String) {
        switch fault {
        case .notFinite: ("target_value", "expected a finite number")
        case .targetYearNotAfterBase: ("target_period", "expected a later year than base_period")
        case .noBaseYear: ("base_period", "expected a year")
        case .hasTargetValue: ("target_value", "expected an empty cell")
        case .hasLower: ("lower", "expected an empty cell")
        case .hasUpper: ("upper", "expected an empty cell")
        case .hasMilestones: ("milestones", "expected an empty cell")
        case .milestoneNotLater: ("milestones", "expected years that rise, all after base_period")
        case .milestoneNotBeforeTarget: ("milestones", "expected years before target_period")
        case .milestoneTooNegative: ("milestones", "expected −100 or more")
        case .noReference: ("reference_indicator", "expected an indicator here, a region in reference_region, or both")
        case .referenceToItself:
            (isEmpty("reference_region") ? "reference_indicator" : "reference_region", "expected another series")
        case .factorNotPositive: ("factor", "expected a number above 0")
        case .hasReference: ("reference_indicator", "expected an empty cell")
        case .noTargetValue: ("target_value", "expected a number")
        case .rangeWithoutLimits: ("lower", "expected a number here, in upper or in both")
        case .lowerAboveUpper: ("lower", "expected at most upper")
        case .changeTooNegative(let kind):
            ("target_value", "expected \(kind.traits.fall == .toNothing ? "−100 or more" : "more than −100")")
        case .senseContradictsKind: ("sense", "expected none, or that of the kind")
        case .minimumAboveMaximum where isStandingAlone: ("minimum", "expected at most maximum")
        case .minimumAboveMaximum: ("indicator", "expected an indicator whose minimum is at most its maximum")
        }
    }
}
