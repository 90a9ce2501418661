// On the hot path: benchmark `forms` in Benchmarks/.

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

    /// Multiplies a number without an exponent by a power of ten of one digit, as nearly all are; whether it is one.
    private mutating func takeShortPower() -> Bool {
        let power = row.withComponent(plan.multiplier) { $0.count == 1 ? $0[0] : 0 }
        guard power &- UInt8(ascii: "0") < 10, !isReplaced(.value) else { return false }
        // The text's room is used again.
        var text: [UInt8] = []
        swap(&text, &texts[ObservationField.value.rawValue])
        defer { swap(&text, &texts[ObservationField.value.rawValue]) }
        text.removeAll(keepingCapacity: true)
        let isPlain = withField(.value) { number in
            for index in number.indices {
                guard number[index] != UInt8(ascii: "e") else { return false }
                text.append(number[index])
            }
            return true
        }
        guard isPlain else { return false }
        text.append(UInt8(ascii: "e"))
        text.append(power)
        replaced |= Self.bit(.value)
        return true
    }

    /// The number times a power of ten, as its text.
    mutating func takeMultiplier<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        guard isMultiplied, !takeShortPower() else { return true }
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

extension Span<UInt8> {
    /// Whether a power of ten is the one that changes nothing.
    var isZeroOrEmpty: Bool { isEmpty || count == 1 && self[0] == UInt8(ascii: "0") }
}
