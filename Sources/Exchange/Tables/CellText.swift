// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

/// What a cell of a table holds, by the written rules of docs/files.md.
enum CellText {
    enum Content {
        /// Nothing: the publisher says nothing.
        case empty
        /// A mark that says that there is no figure.
        case none
        /// A number without any dress, or what may be one.
        case plain
        /// A number out of its dress, or what may be one, and the letter of the status behind it. With a status it may be empty.
        case text([UInt8], status: UInt8?)
    }

    /// The marks that stand for "none", each alone in its cell; `…` and `—` are often written twice.
    static let noneMarks: Set<String> = ["…", "……", "...", "—", "——", "-", "–", "−", "－", "..", ":"]

    /// Whether a field is a bare number or a word: nothing of it is to be taken away.
    static func isPlain(_ field: Span<UInt8>) -> Bool {
        guard !field.isEmpty, field[field.count - 1] &- UInt8(ascii: "0") < 10 else { return false }
        for index in field.indices {
            let byte = field[index]
            guard byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else {
                return false
            }
        }
        return true
    }

    /// Reads a cell.
    ///
    /// - Parameter hasComma: whether a comma is the decimal sign.
    static func read(_ field: Span<UInt8>, hasComma: Bool, _ found: (CellMark) -> Void) -> Content {
        if isPlain(field) { return .plain }
        guard !field.isEmpty else {
            found(.empty)
            return .empty
        }
        var scalars = Array(String(field).unicodeScalars)[...]
        trim(&scalars)
        guard !scalars.isEmpty else {
            found(.empty)
            return .empty
        }
        if noneMarks.contains(text(scalars)) {
            found(.none)
            return .none
        }
        if narrow(&scalars) { found(.fullWidth) }
        if dropFootnotes(&scalars) { found(.footnote) }
        let status = dropStatus(&scalars)
        if status != nil { found(.status) }
        let bytes = Array(text(scalars).utf8)
        if hasComma { return .text(CommaNumber.withPoint(withoutSpaces(bytes).span) ?? bytes, status: status) }
        guard let number = withoutThousands(scalars) else { return .text(bytes, status: status) }
        if number.count < bytes.count { found(.thousands) }
        return .text(number, status: status)
    }

    /// Whether a cell has a number, in whatever dress.
    static func isNumber(_ text: String) -> Bool {
        switch read(text.utf8.span, hasComma: false, { _ in }) {
        case .plain: true
        case .empty, .none: false
        case .text(let bytes, _): SignedNumber(bytes.span, isPercent: true) != nil
        }
    }

    /// A label without the footnote marks behind it.
    static func label(_ text: String, _ found: (CellMark) -> Void) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        trim(&scalars)
        if dropFootnotes(&scalars) { found(.footnote) }
        return self.text(scalars)
    }

    /// How the numbers of a table's first rows are read, by the rule of long CSV; a comma may also part thousands.
    static func decimals(
        _ sign: DecimalSign?, separator: CSVSeparator, cells: some Sequence<String>
    ) -> DecimalReading {
        guard sign == nil, separator != .comma else {
            return DecimalReading(sign, separator: separator, numbers: EmptyCollection())
        }
        let readings = cells.map { cell in
            let bytes = withoutThousands(Array(cell.unicodeScalars)[...])
            return (
                point: bytes.map { DecimalNumber($0.span) != nil } ?? false,
                comma: CommaNumber.readings(of: Array(cell.utf8).span).comma
            )
        }.filter { $0.point || $0.comma }
        switch (readings.allSatisfy(\.point), readings.allSatisfy(\.comma)) {
        case (true, true): return .unclear
        case (false, true): return .comma
        default: return .point
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
    }

    private static func trim(_ scalars: inout ArraySlice<Unicode.Scalar>) {
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    }

    /// Full-width digits and signs, and a minus sign, as those of ASCII; whether there were any.
    private static func narrow(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Bool {
        var isNarrowed = false
        for index in scalars.indices {
            guard let narrow = narrow(scalars[index]) else { continue }
            scalars[index] = narrow
            isNarrowed = true
        }
        return isNarrowed
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar == "\u{2212}" { return "-" }
        return (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "*" || scalar == "#" || scalar == "＊" || scalar == "＃" || (0x2460...0x2473).contains(scalar.value)
    }

    /// Takes footnote marks away behind a text; whether there were any.
    private static func dropFootnotes(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Bool {
        var isDropped = false
        while scalars.count > 1, let last = scalars.last {
            if isMark(last) {
                scalars.removeLast()
            } else if last == ")", scalars.count > 2, isLetter(scalars[scalars.endIndex - 2]),
                isDigit(scalars[scalars.endIndex - 3]) || isSpace(scalars[scalars.endIndex - 3])
            {
                scalars.removeLast(2)
            } else {
                break
            }
            trim(&scalars)
            isDropped = true
        }
        return isDropped
    }

    /// Takes a status in brackets away, as the table of an export has it: `12.5 (E)`, or `(M)` alone.
    private static func dropStatus(_ scalars: inout ArraySlice<Unicode.Scalar>) -> UInt8? {
        guard scalars.count >= 3, scalars.last == ")", scalars[scalars.endIndex - 3] == "(" else { return nil }
        let letter = UInt8(truncatingIfNeeded: scalars[scalars.endIndex - 2].value)
        guard scalars[scalars.endIndex - 2].isASCII, ObservationStatus(code: letter) != nil else { return nil }
        scalars.removeLast(3)
        trim(&scalars)
        return letter
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// A number without what parts its thousands; nil where that parts no thousands.
    private static func withoutThousands(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8]? {
        guard let first = scalars.firstIndex(where: isDigit), let last = scalars.lastIndex(where: isDigit) else {
            return nil
        }
        let whole = scalars[first...last].prefix { $0 != "." }
        var groups = [0]
        for scalar in whole {
            if isDigit(scalar) {
                groups[groups.count - 1] += 1
            } else if scalar == "," || isSpace(scalar) {
                groups.append(0)
            } else {
                return nil
            }
        }
        guard groups.count == 1 || (1...3).contains(groups[0]) && groups.dropFirst().allSatisfy({ $0 == 3 }) else {
            return nil
        }
        let head = scalars[..<first].filter { !isSpace($0) }
        let digits = whole.filter(isDigit)
        return Array(text(head + digits + scalars[whole.endIndex...]).utf8)
    }

    private static func withoutSpaces(_ bytes: [UInt8]) -> [UInt8] {
        Array(
            String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !isSpace($0) }.map(String.init).joined().utf8
        )
    }
}
