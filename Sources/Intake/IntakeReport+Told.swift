internal import Exchange
public import Formats
internal import Indicators
internal import Reports

extension IntakeReport {
    /// The report as JSON, and behind it what a terminal is told beside: a client of another machine can tell the same.
    public var jsonWithWords: JSONValue {
        guard case .object(let members) = json else { return json }
        let totals = diagnostics.warningTotals.sorted { $0.key.rawValue < $1.key.rawValue }
        let told: JSONValue = [
            "notes": .array(notes.map { .text($0) }), "lines": .array(lines.map { .text($0) }),
            "warnings": .array(diagnostics.warnings.map { JSONValue($0) }),
            "totals": .object(totals.map { JSONValue.Member(key: $0.key.rawValue, value: .integer($0.value)) }),
            "encoding": JSONValue(encoding?.rawValue), "question": question.map { JSONValue($0) } ?? .null,
        ]
        return .object(members + [JSONValue.Member(key: "told", value: told)])
    }
}
