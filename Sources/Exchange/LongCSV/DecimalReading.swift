internal import Formats
internal import Indicators

/// The sign that stands before the fraction of a number.
public enum DecimalSign: String, Hashable, Sendable, CaseIterable {
    case point, comma
}

/// How the numbers of a file are read.
enum DecimalReading: Hashable, Sendable {
    case point
    case comma
    /// What has a comma or a point can be read in both ways.
    case unclear

    /// How a file's numbers are read, by those of its first rows.
    ///
    /// Only where something else than a comma separates fields may a comma be the decimal sign. It is, if every number can be
    /// read so, and not every one otherwise.
    init(_ sign: DecimalSign?, separator: CSVSeparator, numbers: some Sequence<String>) {
        switch (sign, separator) {
        case (.point?, _), (nil, .comma): self = .point
        case (.comma?, _): self = .comma
        case (nil, _):
            let readings = numbers.map { CommaNumber.readings(of: Array($0.utf8).span) }.filter { $0.point || $0.comma }
            switch (readings.allSatisfy(\.point), readings.allSatisfy(\.comma)) {
            case (true, true): self = .unclear
            case (false, true): self = .comma
            default: self = .point
            }
        }
    }

    /// Whether a number's text is wrong in this reading, so that it must not be read in the other; nil where it is not.
    func fault(of text: Span<UInt8>) -> Fault? {
        switch self {
        case .point: return nil
        case .comma: return CommaNumber.readings(of: text) == (true, false) ? .noComma : nil
        case .unclear:
            let readings = CommaNumber.readings(of: text)
            return CommaNumber.hasSigns(text) && (readings.point || readings.comma) ? .unclear : nil
        }
    }

    /// What is wrong with a number.
    enum Fault {
        case noComma, unclear

        /// What is wrong with a number's text, and what would be right.
        func words(_ text: String) -> (message: String, expected: String) {
            switch self {
            case .noComma:
                (
                    "\"\(text)\" has no decimal comma, as the file's other numbers",
                    "write it as they are, or give --decimal point"
                )
            case .unclear:
                (
                    "\"\(text)\" can be read with a decimal point or a decimal comma",
                    "say which by --decimal point or --decimal comma"
                )
            }
        }
    }
}

/// A number's text with commas for points.
enum CommaNumber {
    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")

    /// Whether a number, with whatever stands around it, can be read with a decimal point, and with a decimal comma.
    static func readings(of text: Span<UInt8>) -> (point: Bool, comma: Bool) {
        guard let range = number(in: text) else { return (false, false) }
        let hasPoint = DecimalNumber(text.extracting(range)) != nil
        return (hasPoint, pointed(text.extracting(range)) != nil)
    }

    /// Whether the text has a comma or a point.
    static func hasSigns(_ text: Span<UInt8>) -> Bool {
        text.indices.contains { text[$0] == comma || text[$0] == point }
    }

    /// The text of a number with a decimal comma, and points in its thousands, as one with a decimal point; what stands around
    /// it stays. Nil where it is no such number.
    static func withPoint(_ text: Span<UInt8>) -> [UInt8]? {
        guard let range = number(in: text), let number = pointed(text.extracting(range)) else { return nil }
        var bytes: [UInt8] = []
        for index in 0..<range.lowerBound { bytes.append(text[index]) }
        bytes += number
        for index in range.upperBound..<text.count { bytes.append(text[index]) }
        return bytes
    }

    /// From the first digit to the last; nil where there is none.
    private static func number(in text: Span<UInt8>) -> Range<Int>? {
        guard let first = text.indices.first(where: { isDigit(text[$0]) }),
            let last = text.indices.last(where: { isDigit(text[$0]) })
        else { return nil }
        return first..<last + 1
    }

    private static func pointed(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        // Digits since the last point; nil: there was no point yet.
        var group: Int?
        var (digits, hasComma) = (0, false)
        for index in text.indices {
            switch text[index] {
            case let byte where isDigit(byte):
                digits += 1
                group = group.map { $0 + 1 }
                bytes.append(byte)
            case point:
                guard !hasComma, group == nil ? (1...3).contains(digits) : group == 3 else { return nil }
                group = 0
            case comma:
                guard !hasComma, group == nil || group == 3 else { return nil }
                (hasComma, group) = (true, nil)
                bytes.append(point)
            case let byte:
                // An exponent, or what makes it no number.
                bytes.append(byte)
            }
        }
        guard group == nil || group == 3, DecimalNumber(bytes.span) != nil else { return nil }
        return bytes
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
