// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

/// The observations of a foreign file, one after the other, as fields of ours by a plan.
struct MappedRows<Row: ComponentRow & ~Copyable>: ~Copyable, ObservationFields {
    /// The row that is looked at.
    var row: Row
    let plan: MappingPlan
    /// By field: what the row says after all, where that isn't what stands in its component.
    var texts = [[UInt8]](repeating: [], count: ObservationField.allCases.count)
    /// The fields of these texts, a bit each.
    var replaced: UInt16 = 0
    /// The component of the row's region.
    private var region: Int
    /// Of the value's text, what is the number.
    var number: Range<Int>?
    var isRetraction = false
    /// The row's deletion of figures that it does not name one by one.
    var deletion: WideDeletion?
    /// Whether the row's dimensions were looked at.
    private var isLookedAt = false
    var tally: MappedTally
    private var lastRule: Int?
    private var lastRuled: [[UInt8]] = []
    /// The components that observations of a series share, those beside each other together; nil: each is looked at anew.
    private let shared: [ClosedRange<Int>]?
    /// Whether what the series says is found out.
    private var isSeriesKnown = false
    /// Whether the series' numbers are multiplied by a power of ten other than 1.
    private(set) var isMultiplied = false
    /// Whether an observation of the series was the last that was taken.
    private(set) var isOfSameSeries = false

    /// Rows of a file, of which none is looked at yet.
    init(_ row: consuming Row, _ plan: MappingPlan) {
        if let components = plan.shared, row.canShare(components) {
            shared = Self.runs(of: components)
        } else {
            shared = nil
        }
        self.row = row
        self.plan = plan
        region = plan[.region]
        tally = MappedTally(plan)
    }

    /// Components that stand beside each other, together.
    private static func runs(of components: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for component in components {
            if let last = runs.last, last.upperBound + 1 == component {
                runs[runs.count - 1] = last.lowerBound...component
            } else {
                runs.append(component...component)
            }
        }
        return runs
    }

    var location: RowLocation { row.location }

    // Else each look at a field would copy all of the rows' state for its closure.
    @inline(__always)
    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isReplaced(field) {
            let text = texts[field.rawValue]
            return try body(text.span)
        }
        let component = field == .region ? region : plan[field]
        guard component >= 0 else { return try body(Span()) }
        guard field == .value, let number else { return try row.withComponent(component, body) }
        return try row.withComponent(component) { (text: Span<UInt8>) throws(Failure) -> Result in
            try body(text.extracting(number))
        }
    }

    /// How rows of regions that the catalog lacks are left out.
    var adviceOnRegions: String? {
        guard plan[.region] >= 0 else { return nil }
        let name = MappingDraft.quoted(plan.components[plan[.region]].name)
        return "rows of other areas are left out by a mapping's `where: { \(name): … }`"
    }

    func position(of field: ObservationField) -> TextPosition {
        let component = field == .region ? region : plan[field]
        if component >= 0 { return row.position(ofComponent: component) }
        if field == .indicator || field == .unit, let ruled = plan.ruled.first {
            return row.position(ofComponent: ruled)
        }
        return TextPosition(line: Int(row.location.line), column: 1)
    }

    /// Looks at what all observations of a row share.
    mutating func begin() {
        if let shared, row.repeats(shared), isSeriesKnown { return }
        (isSeriesKnown, isOfSameSeries) = (false, false)
        replaced = 0
        (region, isLookedAt) = (plan[.region], false)
        takeNames()
    }

    /// Notes that the observation was taken.
    mutating func noteTaken() { isOfSameSeries = isSeriesKnown }

    /// Makes ready the observation that is looked at; false: it is not to be taken, for a reason that was told or counted.
    mutating func prepare<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        (number, isRetraction) = (nil, false)
        if deletion != nil { deletion = nil }
        replaced &= ~(Self.bit(.value) | Self.bit(.status))
        if !isSeriesKnown {
            if isDeletion { return prepareDeletion(into: &reading) }
            guard isSelected(), takeRule(), isUnambiguous() else { return false }
            guard takeGiven(into: &reading), takeConfidentiality(into: &reading) else { return false }
            isMultiplied = plan.multiplier >= 0 && !row.withComponent(plan.multiplier) { $0.isZeroOrEmpty }
            isSeriesKnown = shared != nil
        }
        tally.take(year: row, plan[.period])
        return takeContent(into: &reading)
    }

    /// Tells what was found, once all rows were looked at.
    func finish<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) {
        tally.report(plan, into: &reading)
    }
}

extension MappedRows where Row: ~Copyable {
    private mutating func isSelected() -> Bool {
        for (component, values) in plan.selected where !values.contains(where: { row.isComponent(component, $0) }) {
            tally.leftOut += 1
            return false
        }
        return true
    }

    /// Whether each dimension that nothing explains has the one value that it had before.
    ///
    /// - Parameter whereSaid: whether one that is empty has any value.
    mutating func isUnambiguous(whereSaid: Bool = false) -> Bool {
        guard !isLookedAt else { return !tally.isAmbiguous }
        isLookedAt = true
        for (index, component) in plan.open.enumerated() {
            if whereSaid, row.withComponent(component, { $0.isEmpty }) { continue }
            if let first = tally.firsts[index] {
                if !row.isComponent(component, first) { tally.add(row.text(ofComponent: component), to: index) }
            } else {
                tally.firsts[index] = Array(row.text(ofComponent: component).utf8)
                tally.add(row.text(ofComponent: component), to: index)
            }
        }
        return !tally.isAmbiguous
    }

    /// The indicator by the mapping's rules; false: none fits, and the row is left out.
    private mutating func takeRule() -> Bool {
        guard !plan.rules.isEmpty else { return true }
        let isSame = zip(plan.ruled, lastRuled).allSatisfy { row.isComponent($0, $1) } && !lastRuled.isEmpty
        if !isSame {
            lastRuled = plan.ruled.map { Array(row.text(ofComponent: $0).utf8) }
            lastRule = plan.rules.firstIndex { rule in
                rule.when.allSatisfy { component, values in values.contains { row.isComponent(component, $0) } }
            }
        }
        guard let lastRule else {
            tally.leftOut += 1
            return false
        }
        // What the rule before said holds no longer.
        replaced &= ~Self.bit(.unit)
        takeNames()
        replace(.indicator, by: plan.rules[lastRule].indicator)
        if let unit = plan.rules[lastRule].unit { replace(.unit, by: unit) }
        return true
    }

    mutating func replace(_ field: ObservationField, by text: [UInt8]) {
        texts[field.rawValue] = text
        replaced |= Self.bit(field)
    }

    static func bit(_ field: ObservationField) -> UInt16 { 1 << UInt16(field.rawValue) }

    func isReplaced(_ field: ObservationField) -> Bool { replaced & Self.bit(field) != 0 }

    /// Names of regions and units, as the mapping and the form know them.
    private mutating func takeNames() {
        if plan.regionName >= 0, row.withComponent(region, { $0.isEmpty }) { region = plan.regionName }
        if !plan.regions.isEmpty, region >= 0 {
            let name = row.withComponent(region) { tally.regions.known($0, in: plan.regions) }
            if let name { replace(.region, by: name) }
        }
        let unit = plan[.unit]
        if !plan.units.isEmpty, unit >= 0, !isReplaced(.unit) {
            let name = row.withComponent(unit) { tally.units.known($0, in: plan.units) }
            if let name { replace(.unit, by: name) }
        }
    }

    /// What the mapping and the command line give; false: the row says otherwise, which is told.
    mutating func takeGiven<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        var isRight = true
        for (field, text) in plan.given {
            if !says(field) {
                replace(field, by: text)
            } else if field != .region, !withField(field, { $0.isEqual(to: text) }) {
                // Rows of other regions stand beside those of the region that a file is about.
                isRight = false
                let given = String(decoding: text, as: UTF8.self)
                let option = plan.mapping?.fixed[field] == given ? plan.mapping?.name ?? "" : "--set"
                reading.report(.alreadySaid, self, field) { said in
                    (
                        "says \(field.column) \"\(said)\", which \(option) \(field.column)=\(given) can't change",
                        "leave it out there"
                    )
                }
            }
        }
        return isRight
    }

    private func takeConfidentiality<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        guard plan.confidentiality >= 0 else { return true }
        let isFree = row.withComponent(plan.confidentiality) {
            $0.isEmpty || $0.count == 1 && $0[0] == UInt8(ascii: "F")
        }
        if !isFree {
            let text = row.text(ofComponent: plan.confidentiality)
            reading.report(
                .confidential, at: row.position(ofComponent: plan.confidentiality),
                message: "is confidential (\(text)), and what is recorded is served", value: text,
                expected: "leave the row out; CONF_STATUS F or empty is free for publication")
        }
        return isFree
    }
}
