// On the hot path: benchmark `forms` in Benchmarks/.

/// The rows of a sheet as lines of CSV in UTF-8.
public struct SheetSource: ~Copyable, ByteSource {
    private var reader: XMLReader
    private let texts: WorkbookTexts
    private let styles: WorkbookStyles
    private var lines: [UInt8] = []
    private var taken = 0
    /// The lines that were begun, the last one's number.
    private var line = 0
    private var width = 0
    private var isAtEnd = false
    private var value: [UInt8] = []
    private var formula: [UInt8] = []

    private static let blockSize = 1 << 16
    /// As many rows and columns as a sheet has.
    private static let (rowLimit, columnLimit) = (1_048_576, 16_384)

    init(_ place: XMLPlace, texts: WorkbookTexts, styles: WorkbookStyles) throws(FormatsError) {
        reader = try place.reader()
        (self.texts, self.styles) = (texts, styles)
    }

    /// Throws `FormatsError.badWorkbook`, with the cell where one is at fault.
    public mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        while taken == lines.count, !isAtEnd {
            lines.removeAll(keepingCapacity: true)
            taken = 0
            try readRows()
        }
        let count = min(range.count, lines.count - taken)
        bytes.copy(taken..<taken + count, of: lines, to: range.lowerBound)
        taken += count
        return count
    }

    private mutating func readRows() throws(FormatsError) {
        while lines.count < Self.blockSize {
            guard let event = try reader.next() else {
                isAtEnd = true
                return
            }
            guard case .start = event else { continue }
            if reader.isNamed("row") {
                try readRow()
            } else if reader.isNamed("mergeCells") || reader.isNamed("conditionalFormatting")
                || reader.isNamed("dataValidations") || reader.isNamed("hyperlinks")
            {
                try reader.skipElement()
            }
        }
    }

    private mutating func readRow() throws(FormatsError) {
        let number = try reader.attribute("r").flatMap { Int($0) } ?? line + 1
        guard number > line, number <= Self.rowLimit else {
            throw reader.fault("has row \(number) behind row \(line)")
        }
        // Rows that have no cell are not there.
        for _ in line + 1..<number { lines.append(UInt8(ascii: "\n")) }
        line = number
        var (column, written) = (-1, 0)
        while let event = try reader.next() {
            if case .end = event, reader.isNamed("row") { break }
            guard case .start = event, reader.isNamed("c") else { continue }
            column = reader.withAttribute("r") { Self.column($0) } ?? column + 1
            guard column >= written, column < Self.columnLimit else {
                throw reader.fault("has cells of row \(line) that are out of order")
            }
            try readCell()
            guard !value.isEmpty else { continue }
            if written == 0 { written = 1 }
            while written <= column {
                lines.append(UInt8(ascii: ","))
                written += 1
            }
            appendField()
        }
        if written > 0 {
            width = max(width, written)
            while written < width {
                lines.append(UInt8(ascii: ","))
                written += 1
            }
        }
        lines.append(UInt8(ascii: "\n"))
    }

    private enum Kind {
        case number, shared, text, truth, day
    }

    /// Reads the cell that started into `value`.
    private mutating func readCell() throws(FormatsError) {
        value.removeAll(keepingCapacity: true)
        formula.removeAll(keepingCapacity: true)
        let kind = reader.withAttribute("t") { Self.kind($0) } ?? .number
        let style = reader.withAttribute("s") { Self.number($0) } ?? 0
        var (isValue, isFormula) = (false, false)
        loop: while let event = try reader.next() {
            switch event {
            case .start:
                isValue = reader.isNamed("v") || reader.isNamed("t")
                isFormula = reader.isNamed("f")
                if reader.isNamed("rPh") { try reader.skipElement() }
            case .text:
                if isValue { try reader.appendText(to: &value) }
                if isFormula { try reader.appendText(to: &formula) }
            case .end:
                if reader.isNamed("c") { break loop }
                (isValue, isFormula) = (false, false)
            }
        }
        if value.isEmpty {
            // A formula that nobody has worked out is no empty cell.
            if !formula.isEmpty { value = [UInt8(ascii: "=")] + formula }
            return
        }
        switch kind {
        case .text: break
        case .day: value.removeSubrange(min(10, value.count)...)
        case .truth: value = Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
        case .shared:
            let number = Self.number(value.span)
            value.removeAll(keepingCapacity: true)
            guard let number, texts.append(number, to: &value) else {
                throw reader.fault("names a text in row \(line) that the workbook does not have")
            }
        case .number:
            let text = value
            value.removeAll(keepingCapacity: true)
            CellNumber.append(text.span, shown: styles[style], from1904: styles.from1904, to: &value)
        }
    }

    /// Appends the value as a field of one line.
    private mutating func appendField() {
        var isQuoted = false
        for index in value.indices {
            switch value[index] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): value[index] = UInt8(ascii: " ")
            case UInt8(ascii: ","), UInt8(ascii: "\""): isQuoted = true
            default: break
            }
        }
        guard isQuoted else {
            lines += value
            return
        }
        lines.append(UInt8(ascii: "\""))
        for byte in value {
            if byte == UInt8(ascii: "\"") { lines.append(byte) }
            lines.append(byte)
        }
        lines.append(UInt8(ascii: "\""))
    }

    /// The column of a cell's name such as `AB12`, from 0; nil where it has no letters.
    private static func column(_ name: Span<UInt8>) -> Int? {
        var column = 0
        for index in name.indices {
            let letter = name[index] &- UInt8(ascii: "A")
            guard letter < 26, column < 1 << 20 else { break }
            column = column * 26 + Int(letter) + 1
        }
        return column > 0 ? column - 1 : nil
    }

    private static func number(_ text: Span<UInt8>) -> Int? {
        var number = 0
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10, number < 1 << 40 else { return nil }
            number = number * 10 + Int(digit)
        }
        return text.isEmpty ? nil : number
    }

    private static func kind(_ text: Span<UInt8>) -> Kind {
        switch text.count {
        case 1:
            switch text[0] {
            case UInt8(ascii: "s"): .shared
            case UInt8(ascii: "b"): .truth
            case UInt8(ascii: "d"): .day
            case UInt8(ascii: "e"): .text
            default: .number
            }
        default: .text
        }
    }
}
