internal import Formats
internal import Indicators

extension MappedRows where Row: ~Copyable {
    /// Puts a point for a decimal comma; false: the number can't be read as the file's other numbers, which is told.
    mutating func takeDecimals<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        guard plan.decimals != .point else { return true }
        if let fault = withField(.value, { plan.decimals.fault(of: $0) }) {
            reading.report(.badValue, self, .value) { fault.words($0) }
            return false
        }
        if plan.decimals == .comma, let text = withField(.value, { CommaNumber.withPoint($0) }) {
            replace(.value, by: text)
        }
        return true
    }

    /// The number times a power of ten, as its text.
    mutating func takeMultiplier<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        guard plan.multiplier >= 0 else { return true }
        let isOne = row.withComponent(plan.multiplier) { $0.isEmpty || $0.count == 1 && $0[0] == UInt8(ascii: "0") }
        guard !isOne else { return true }
        let text = row.text(ofComponent: plan.multiplier).trimmed
        guard !text.isEmpty, text != "0" else { return true }
        guard let power = Int(text), (-30...30).contains(power) else {
            reading.report(
                .badValue, at: row.position(ofComponent: plan.multiplier),
                message: "\"\(text)\" is no power of ten", value: text,
                expected: "expected a whole number such as 3 or 6")
            return false
        }
        let number = withField(.value) { String($0) }
        let parts = number.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
        let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        replace(.value, by: Array("\(parts[0])e\(exponent + power)".utf8))
        return true
    }
}
