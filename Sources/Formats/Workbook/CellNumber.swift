/// The number of a cell as the text that the cell means: fifteen digits, as Excel has no more.
enum CellNumber {
    /// As many digits as Excel keeps of a number.
    private static let digitLimit = 15

    /// Appends a number as it is shown; a text that is no number as it stands.
    static func append(_ text: Span<UInt8>, shown: WorkbookStyles.Shown, from1904: Bool, to bytes: inout [UInt8]) {
        if shown == .number, isShort(text) { return bytes.append(text) }
        guard let parts = Parts(text) else { return bytes.append(text) }
        switch shown {
        case .number: parts.append(to: &bytes)
        case .percent:
            parts.append(to: &bytes, timesTenTo: 2)
            bytes.append(UInt8(ascii: "%"))
        case .day, .year:
            guard let day = parts.day else { return parts.append(to: &bytes) }
            // The serial 60 is a 29 February 1900 that never was; those below it are a day behind.
            let date = civil(daysSince1970: day + (from1904 ? 1_462 : day < 60 ? 1 : 0) - 25_569)
            bytes += Array(padded(date.year, 4).utf8)
            guard shown == .day else { return }
            bytes += Array("-\(padded(date.month, 2))-\(padded(date.day, 2))".utf8)
        }
    }

    /// Whether a text is a number as it would be written: no more digits than are kept, and no zeros around them.
    private static func isShort(_ text: Span<UInt8>) -> Bool {
        guard (1...digitLimit).contains(text.count), text[0] &- UInt8(ascii: "1") < 9 else { return false }
        var hasPoint = false
        for index in text.indices where text[index] &- UInt8(ascii: "0") >= 10 {
            guard text[index] == UInt8(ascii: "."), !hasPoint else { return false }
            hasPoint = true
        }
        return !hasPoint || text[text.count - 1] &- UInt8(ascii: "1") < 9
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// The date of a day of the Gregorian calendar, counted from 1970-01-01 (Hinnant, "chrono-compatible low-level date
    /// algorithms", civil_from_days).
    private static func civil(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// A number's digits without zeros around them: 0.d₁d₂d₃… times ten to the `point`.
    private struct Parts {
        private var isNegative = false
        private var digits: [UInt8] = []
        private var point = 0

        init?(_ text: Span<UInt8>) {
            guard DecimalNumber(text) != nil else { return nil }
            var (hasPoint, index) = (false, 0)
            while index < text.count {
                let byte = text[index]
                index += 1
                switch byte {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "+"): break
                case UInt8(ascii: "."): hasPoint = true
                case UInt8(ascii: "e"), UInt8(ascii: "E"):
                    guard let exponent = Int(String(decoding: (index..<text.count).map { text[$0] }, as: UTF8.self)),
                        abs(exponent) < 1000
                    else { return nil }
                    point += exponent
                    index = text.count
                case UInt8(ascii: "0") where digits.isEmpty: if hasPoint { point -= 1 }
                default:
                    digits.append(byte - UInt8(ascii: "0"))
                    if !hasPoint { point += 1 }
                }
            }
            round()
        }

        /// Leaves fifteen digits, and no zeros behind them.
        private mutating func round() {
            if digits.count > digitLimit {
                let isUp = digits[digitLimit] >= 5
                digits.removeSubrange(digitLimit...)
                if isUp {
                    while digits.last == 9 { digits.removeLast() }
                    if digits.isEmpty {
                        digits = [1]
                        point += 1
                    } else {
                        digits[digits.count - 1] += 1
                    }
                }
            }
            while digits.last == 0 { digits.removeLast() }
        }

        /// The number as a whole day; nil where it is below 1 or beyond the year 9999.
        var day: Int? {
            guard !isNegative, (1...7).contains(point) else { return nil }
            let day = (0..<point).reduce(0) { $0 * 10 + ($1 < digits.count ? Int(digits[$1]) : 0) }
            return (1...2_958_465).contains(day) ? day : nil
        }

        func append(to bytes: inout [UInt8], timesTenTo power: Int = 0) {
            let point = point + power
            guard !digits.isEmpty else { return bytes.append(UInt8(ascii: "0")) }
            if isNegative { bytes.append(UInt8(ascii: "-")) }
            if (-5...21).contains(point) {
                if point <= 0 { bytes += Array("0.".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: -point) }
                for (index, digit) in digits.enumerated() {
                    if index == point, index > 0 { bytes.append(UInt8(ascii: ".")) }
                    bytes.append(digit + UInt8(ascii: "0"))
                }
                if point > digits.count {
                    bytes += [UInt8](repeating: UInt8(ascii: "0"), count: point - digits.count)
                }
            } else {
                for (index, digit) in digits.enumerated() {
                    if index == 1 { bytes.append(UInt8(ascii: ".")) }
                    bytes.append(digit + UInt8(ascii: "0"))
                }
                bytes += Array("e\(point - 1)".utf8)
            }
        }
    }
}
