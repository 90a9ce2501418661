/// When the record is evaluated, besides at start and after each batch.
public enum EvaluationSchedule: Hashable, Sendable {
    /// Again after this long.
    case every(Duration)
    /// Every day at this time in the settings' time zone: hour 0 to 23, minute 0 to 59.
    case at(hour: Int, minute: Int)

    /// The shortest and the longest time between two evaluations.
    public static let intervals: ClosedRange<Duration> = .seconds(1) ... .seconds(366 * 86_400)

    /// Reads a duration of whole days, hours, minutes and seconds, in this order: `1d`, `1h30m`, `90s`; nil for another form.
    public static func duration(_ text: String) -> Duration? {
        var units: [(letter: Character, seconds: Int)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        var total = 0
        var number: Int?
        for letter in text {
            if let digit = letter.wholeNumberValue, letter.isASCII {
                guard number ?? 0 < 100_000_000 else { return nil }
                number = 10 * (number ?? 0) + digit
                continue
            }
            guard let count = number, let position = units.firstIndex(where: { $0.letter == letter }) else {
                return nil
            }
            total += count * units[position].seconds
            units.removeFirst(position + 1)
            number = nil
        }
        return text.isEmpty || number != nil ? nil : .seconds(total)
    }

    /// Reads a time of day, `HH:MM`; nil for another form or a time that does not exist.
    public static func timeOfDay(_ text: String) -> (hour: Int, minute: Int)? {
        let letters = Array(text.utf8)
        guard letters.count == 5, letters[2] == UInt8(ascii: ":") else { return nil }
        let digits = [0, 1, 3, 4].map { letters[$0] &- UInt8(ascii: "0") }
        guard digits.allSatisfy({ $0 <= 9 }) else { return nil }
        let hour = 10 * Int(digits[0]) + Int(digits[1])
        let minute = 10 * Int(digits[2]) + Int(digits[3])
        return hour < 24 && minute < 60 ? (hour, minute) : nil
    }
}
