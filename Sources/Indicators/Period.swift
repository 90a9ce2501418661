/// A calendar year, 1000 to 9999.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let number: Int16

    /// The year.
    public var year: Int { Int(number) }

    /// Makes the period of a year; nil outside 1000 to 9999.
    public init?(year: Int) {
        guard (1000...9999).contains(year) else { return nil }
        number = Int16(year)
    }

    /// Reads exactly four ASCII digits; nil for anything else.
    public init?(_ text: Span<UInt8>) {
        guard text.count == 4 else { return nil }
        var year = 0
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            year = year * 10 + Int(digit)
        }
        self.init(year: year)
    }

    /// Four digits.
    public var description: String { String(year) }

    /// Orders periods by year.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
