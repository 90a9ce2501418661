internal import ArgumentParser
internal import Exchange
internal import Indicators
internal import Intake
internal import Reports

extension GivenField {
    /// Reads an argument such as `unit=PFLOPS`.
    @Sendable static func argument(_ text: String) throws -> GivenField {
        try asked { () throws(MalformedValue) in try GivenField(asked: text) }
    }

    /// The values of `--set` by field, of which each is given once.
    static func values(_ given: [GivenField]) throws(CommandFailure) -> [ObservationField: String] {
        do throws(MalformedValue) {
            return try byField(given)
        } catch {
            throw CommandFailure(.usage, "--\(error)")
        }
    }
}

extension Allowance {
    /// Reads an argument such as `unit_slip`.
    @Sendable static func argument(_ text: String) throws -> Allowance {
        try asked { () throws(MalformedValue) in try Allowance(asked: text) }
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
