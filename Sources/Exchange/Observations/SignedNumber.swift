internal import Formats
internal import Indicators

/// A number with what people write around it: the sign of a bound before it, a percent sign behind it.
struct SignedNumber {
    let number: DecimalNumber
    /// What the sign before the number says; nil where there is none.
    let bound: ObservationBound?

    private static let signs: [(text: String, bound: ObservationBound)] = [
        (">=", .atLeast), ("<=", .atMost), (">", .over), ("≥", .atLeast), ("<", .under), ("≤", .atMost),
    ]

    /// The number that a text is; nil where it is none.
    ///
    /// - Parameter isPercent: whether a percent sign may stand behind it, as the unit is percent.
    init?(_ text: Span<UInt8>, isPercent: Bool) {
        var range = 0..<text.count
        let sign = Self.signs.first { sign in
            let bytes = Array(sign.text.utf8)
            return bytes.count < text.count && bytes.indices.allSatisfy { text[$0] == bytes[$0] }
        }
        if let sign { range = sign.text.utf8.count..<text.count }
        if isPercent, let last = range.last, text[last] == UInt8(ascii: "%") {
            range = range.lowerBound..<last - text.extracting(range.lowerBound..<last).spaceBehind
        }
        guard let number = DecimalNumber(text.extracting(range)) else { return nil }
        self.number = number
        bound = sign?.bound
    }
}

extension Span<UInt8> {
    /// How many bytes a space at the end has, one that breaks lines or one that does not.
    fileprivate var spaceBehind: Int {
        if count > 1, self[count - 1] == UInt8(ascii: " ") { return 1 }
        return count > 2 && self[count - 2] == 0xC2 && self[count - 1] == 0xA0 ? 2 : 0
    }
}

extension Period {
    /// Reads a year as spreadsheets and statistics write it: `2024年`, `2024.0`, `2024-A1`.
    init?(dressed text: Span<UInt8>) {
        guard text.count > 4, ["年", ".0", "-A1"].contains(String(text.extracting(4..<text.count))) else { return nil }
        self.init(text.extracting(0..<4))
    }
}
