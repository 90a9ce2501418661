/// An instant, to the microsecond.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// Makes an instant that lies a number of microseconds after 1970.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Seconds since 1970.
    public var seconds: Double { Double(microseconds) / 1e6 }

    /// Reads an RFC 3339 date-time (`2026-03-01T08:00:00Z`, `…+08:00`, fractions of a second); nil for anything else.
    ///
    /// A leap second, the last of a day in UTC, counts as the second after it. Years are 0001 to 9999, in UTC too.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let span = bytes.span
        guard bytes.count >= 20, let date = CalendarDate(span.extracting(0..<10)),
            bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = CalendarDate.number(span, 11..<13), hour < 24,
            let minute = CalendarDate.number(span, 14..<16), minute < 60,
            let second = CalendarDate.number(span, 17..<19), second <= 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            var scale: Int64 = 100_000
            while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
                fraction += Int64(digit) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard let offset = Self.offsetSeconds(span, from: index) else { return nil }
        let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        guard second < 60 || seconds % 86_400 == 0, Self.readableSeconds.contains(seconds) else { return nil }
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    /// RFC 3339 in UTC, without a fraction where it is 0: `2026-03-01T00:00:00Z`.
    public var description: String {
        let wholeSeconds = microseconds.flooredQuotient(by: 1_000_000)
        let fraction = Int(microseconds - wholeSeconds * 1_000_000)
        let days = wholeSeconds.flooredQuotient(by: 86_400)
        let second = Int(wholeSeconds - days * 86_400)
        let pad = CalendarDate.padded
        let clock = "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
        let date = CalendarDate(daysSince1970: Int32(clamping: days))
        return "\(date)T\(clock)\(fraction == 0 ? "" : ".\(pad(fraction, 6))")Z"
    }

    /// The instant a duration later.
    public func advanced(by duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(microseconds: microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }

    /// Orders instants by time.
    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// From 0001-01-01 to the end of 9999 in UTC.
    private static let readableSeconds = Int64(-719_162 * 86_400)..<Int64(2_932_897 * 86_400)

    private static func offsetSeconds(_ text: Span<UInt8>, from index: Int) -> Int? {
        guard index < text.count else { return nil }
        switch text[index] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            return index + 1 == text.count ? 0 : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard index + 6 == text.count, text[index + 3] == UInt8(ascii: ":"),
                let hours = CalendarDate.number(text, index + 1..<index + 3), hours < 24,
                let minutes = CalendarDate.number(text, index + 4..<index + 6), minutes < 60
            else { return nil }
            return (text[index] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
        default:
            return nil
        }
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
