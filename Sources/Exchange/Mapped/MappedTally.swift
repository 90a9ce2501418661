internal import Formats
internal import Indicators

/// What is counted while the observations of a foreign file are looked at, for what is told of it at the end.
struct MappedTally {
    /// By open dimension: its value in the first row.
    var firsts: [[UInt8]?]
    /// By open dimension: its values, the first few of them.
    private var values: [[String]]
    /// Whether a dimension that nothing explains has several values.
    private(set) var isAmbiguous = false
    /// Rows that the mapping leaves out.
    var leftOut = 0
    /// Cells without anything.
    var empty = 0
    /// Cells with a mark that says that there is no figure.
    var none = 0
    /// Figures whose status is made of flags.
    var flagged = 0
    var regions = RenamedTexts()
    var units = RenamedTexts()
    private var lastYear: UInt32 = 0
    private var years: ClosedRange<UInt32>?

    private static let shown = 10

    init(_ plan: MappingPlan) {
        firsts = [[UInt8]?](repeating: nil, count: plan.open.count)
        values = [[String]](repeating: [], count: plan.open.count)
    }

    /// Notes a value of an open dimension.
    mutating func add(_ value: String, to index: Int) {
        guard values[index].count <= Self.shown, !values[index].contains(value) else { return }
        values[index].append(value)
        isAmbiguous = isAmbiguous || values[index].count > 1
    }

    /// Notes the year of a row.
    mutating func take<Row: ComponentRow & ~Copyable>(year row: borrowing Row, _ component: Int) {
        guard component >= 0 else { return }
        let year = row.withComponent(component) { text in
            // Within the four bytes, which is checked.
            text.count < 4
                ? 0 : unsafe UInt32(bigEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
        }
        guard year != lastYear, Self.isYear(year) else { return }
        lastYear = year
        years = years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
    }

    /// Whether four bytes are digits.
    private static func isYear(_ bytes: UInt32) -> Bool {
        let high: UInt32 = 0xF0F0_F0F0
        return bytes & high == 0x3030_3030 && (bytes &+ 0x0606_0606) & high == 0x3030_3030
    }

    /// Reports dimensions that are not explained, and tells the layout and what became of marks.
    func report<Reading: ObservationReading & ~Copyable>(_ plan: MappingPlan, into reading: inout Reading) {
        for (index, component) in plan.open.enumerated() where values[index].count > 1 {
            let name = plan.components[component].name
            let shown = values[index].prefix(Self.shown).map { $0.isEmpty ? "(empty)" : $0 }
            let more = values[index].count > Self.shown ? ", …" : ""
            reading.report(
                .openDimension, message: "\(name) has the values \(shown.joined(separator: ", "))\(more)",
                value: name,
                expected:
                    "a mapping must fix one, such as `where: { \(MappingDraft.quoted(name)): \(MappingDraft.quoted(values[index].first ?? "")) }`, or say by "
                    + "`indicator` what they mean")
        }
        (reading.account.layout, reading.account.mapping) = (layout(plan), plan.mapping)
        reading.account.remark("empty cells, which say nothing", times: empty)
        reading.account.remark("marks that there is no figure", times: none)
        reading.account.remark("figures with flags, of which the first by precedence is the status", times: flagged)
        reading.account.remark("rows that the mapping leaves out", times: leftOut)
    }

    private func layout(_ plan: MappingPlan) -> [String] {
        var parts = [years.map { "regions × \(Self.words($0))" } ?? "regions"]
        let constants = plan.open.enumerated().compactMap { index, component -> String? in
            guard let value = firsts[index], !value.isEmpty, values[index].count == 1 else { return nil }
            return "\(plan.components[component].name) \(String(decoding: value, as: UTF8.self))"
        }
        parts += constants.prefix(Self.shown)
        if constants.count > Self.shown { parts.append("\(constants.count - Self.shown) more such columns") }
        for field in [ObservationField.indicator, .unit] where plan[field] < 0 {
            let rulesSay = field == .indicator ? !plan.rules.isEmpty : plan.rules.contains { $0.unit != nil }
            let isMapped = rulesSay || plan.mapping?.fixed[field] != nil
            // Else it stands in titles, or is not needed.
            guard isMapped || plan.given.contains(where: { $0.field == field }) else { continue }
            parts.append("\(field.word) from \(isMapped ? "the mapping" : "--set")")
        }
        if let mapping = plan.mapping { parts.append("by \(mapping.name)") }
        return parts
    }

    private static func words(_ years: ClosedRange<UInt32>) -> String {
        func text(_ year: UInt32) -> String {
            String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: year >> $0) }, as: UTF8.self)
        }
        return years.lowerBound == years.upperBound
            ? text(years.lowerBound) : "\(text(years.lowerBound))–\(text(years.upperBound))"
    }
}

/// Texts of a file that stand for others, so that each is looked up once as long as it comes again and again.
struct RenamedTexts {
    private var last: [UInt8] = []
    private var found: [UInt8]?
    private var isSearched = false

    /// What a text stands for; nil: itself.
    mutating func known(_ text: Span<UInt8>, in names: [[UInt8]: [UInt8]]) -> [UInt8]? {
        if isSearched, text.isEqual(to: last) { return found }
        last.removeAll(keepingCapacity: true)
        for index in text.indices { last.append(text[index]) }
        found = names[last]
        isSearched = true
        return found
    }
}
