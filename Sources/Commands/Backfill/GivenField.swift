internal import ArgumentParser
internal import Exchange
internal import Indicators
internal import Reports

/// What `--set FIELD=VALUE` gives.
struct GivenField: Sendable {
    let field: ObservationField
    let value: String

    /// Reads an argument such as `unit=PFLOPS`.
    @Sendable static func argument(_ text: String) throws -> GivenField {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw ValidationError("\"\(text)\" gives no field; expected FIELD=VALUE, such as unit=PFLOPS")
        }
        guard let field = ObservationField.allCases.first(where: { $0.column == parts[0] }) else {
            let question = NearestName.question(for: parts[0], among: ObservationField.columns)
            throw ValidationError(
                "unknown field \"\(parts[0])\"; \(question ?? "expected one of \(ObservationField.columns.joined(separator: ", "))")"
            )
        }
        return GivenField(field: field, value: parts[1])
    }

    /// The values by field, of which each is given once.
    static func byField(_ given: [GivenField]) throws(CommandFailure) -> [ObservationField: String] {
        var values: [ObservationField: String] = [:]
        for one in given where values.updateValue(one.value, forKey: one.field) != nil {
            throw CommandFailure(.usage, "--set gives \(one.field.column) twice; leave one out")
        }
        return values
    }
}

extension DecimalSign {
    /// Reads an argument `point` or `comma`.
    @Sendable static func argument(_ text: String) throws -> DecimalSign {
        guard let sign = DecimalSign(rawValue: text.lowercased()) else {
            throw ValidationError("unknown decimal sign \"\(text)\"; expected point or comma")
        }
        return sign
    }
}
