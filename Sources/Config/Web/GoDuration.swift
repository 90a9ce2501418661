/// Durations as Go writes them: `1m30s`, `0.5s`, `250ms`.
enum GoDuration {
    private static let units: [Substring: Double] = [
        "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600,
    ]

    /// The longest that is taken.
    private static let longest = 86_400.0

    /// A duration of a text, from 0 to 24 hours; nil: it is none.
    static func duration(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var rest = text[...]
        var seconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { !$0.isNumber && $0 != "." }
            rest = rest[unit.endIndex...]
            guard let count = Double(String(number)), let length = units[unit] else { return nil }
            seconds += count * length
        }
        return seconds <= longest ? .nanoseconds(Int64((seconds * 1e9).rounded())) : nil
    }
}
