public import Indicators
public import Reports

/// A field that rows don't say themselves, and what they say for it: `unit=PFLOPS`.
public struct GivenField: Hashable, Sendable {
    /// The field.
    public let field: ObservationField
    /// What each row says for it.
    public let value: String

    /// Reads `FIELD=VALUE`.
    public init(asked text: String) throws(MalformedValue) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw MalformedValue(
                description: "\"\(text)\" gives no field; expected FIELD=VALUE, such as unit=PFLOPS")
        }
        guard let field = ObservationField.allCases.first(where: { $0.column == parts[0] }) else {
            let columns = ObservationField.columns
            let question = NearestName.question(for: parts[0], among: columns)
            throw MalformedValue(
                description:
                    "unknown field \"\(parts[0])\"; \(question ?? "expected one of \(columns.joined(separator: ", "))")"
            )
        }
        (self.field, value) = (field, parts[1])
    }

    /// The values by field, of which each is given once.
    public static func byField(_ given: [GivenField]) throws(MalformedValue) -> [ObservationField: String] {
        var values: [ObservationField: String] = [:]
        for one in given where values.updateValue(one.value, forKey: one.field) != nil {
            throw MalformedValue(description: "set gives \(one.field.column) twice; leave one out")
        }
        return values
    }
}
