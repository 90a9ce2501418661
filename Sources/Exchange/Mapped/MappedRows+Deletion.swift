internal import Formats
internal import Indicators

extension MappedRows where Row: ~Copyable {
    /// Whether the row deletes its observation.
    var isDeletion: Bool {
        plan.action >= 0 && row.withComponent(plan.action) { RowAction($0) } == .delete
    }

    /// Makes ready a row that deletes: of what it leaves empty, it means all. False: it is not to be taken, which was told or
    /// counted.
    mutating func prepareDeletion<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        func means(_ component: Int, _ values: [[UInt8]]) -> Bool {
            row.withComponent(component) { $0.isEmpty } || values.contains { row.isComponent(component, $0) }
        }
        let ruled = plan.rules.filter { rule in rule.when.allSatisfy { means($0.component, $0.values) } }
        guard plan.selected.allSatisfy({ means($0.component, $0.values) }), plan.rules.isEmpty || !ruled.isEmpty else {
            tally.leftOut += 1
            return false
        }
        if let rule = ruled.first { replace(.indicator, by: rule.indicator) }
        guard isUnambiguous(whereSaid: true), takeGiven(into: &reading) else { return false }
        tally.take(year: row, plan[.period])
        // A mark in an attribute deletes that alone; in the measure, the observation.
        guard says(.value) || !says(.status) else {
            reading.report(
                .deletesAll, self, .status
            ) { _ in
                ("deletes the status and keeps the value", "give the observation by action R, as it is to be")
            }
            return false
        }
        isRetraction = true
        let indicators = Set(ruled.map(\.indicator))
        guard indicators.count > 1 || [.indicator, .region, .period].contains(where: { !says($0) }) else { return true }
        let names =
            indicators.isEmpty
            ? [text(of: .indicator)].filter { !$0.isEmpty }
            : indicators.map { String(decoding: $0, as: UTF8.self) }.sorted()
        deletion = WideDeletion(fields: KeptDeletion(self), indicators: names)
        return true
    }
}
