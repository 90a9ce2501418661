/// Writes CSV (RFC 4180, but with LF) field by field, quoting only where a reader needs it.
///
///     var writer = CSVWriter()
///     writer.append("CN-NM", to: &bytes)
///     writer.append(324.49, to: &bytes)
///     writer.endRow(in: &bytes)
public struct CSVWriter: Sendable {
    private var fieldCount = 0
    private var isEmpty = true

    /// A writer at the start of a row.
    public init() {}

    /// Appends a field of UTF-8 bytes, with a comma before it where it is not the row's first.
    public mutating func append(_ field: Span<UInt8>, to bytes: inout [UInt8]) {
        startField(in: &bytes)
        isEmpty = isEmpty && field.isEmpty
        guard Self.needsQuotes(field) else { return bytes.append(field) }
        bytes.append(Byte.quote)
        for index in field.indices {
            if field[index] == Byte.quote { bytes.append(Byte.quote) }
            bytes.append(field[index])
        }
        bytes.append(Byte.quote)
    }

    /// Appends a field of text.
    public mutating func append(_ field: String, to bytes: inout [UInt8]) {
        append(field.utf8.span, to: &bytes)
    }

    /// Appends a number, as `appendDecimal` writes it.
    public mutating func append(_ value: Double, to bytes: inout [UInt8]) {
        startField(in: &bytes)
        isEmpty = false
        appendDecimal(value, to: &bytes)
    }

    /// Ends the row. One whose only field is empty gets quotes, as it would be a blank line, which is no row.
    public mutating func endRow(in bytes: inout [UInt8]) {
        if fieldCount == 1, isEmpty {
            bytes.append(Byte.quote)
            bytes.append(Byte.quote)
        }
        bytes.append(Byte.lineFeed)
        self = CSVWriter()
    }

    /// Appends a whole row.
    public mutating func append(row: [String], to bytes: inout [UInt8]) {
        for field in row { append(field, to: &bytes) }
        endRow(in: &bytes)
    }

    private mutating func startField(in bytes: inout [UInt8]) {
        if fieldCount > 0 { bytes.append(Byte.comma) }
        fieldCount += 1
    }

    private static func needsQuotes(_ field: Span<UInt8>) -> Bool {
        for index in field.indices {
            switch field[index] {
            case Byte.comma, Byte.quote, Byte.lineFeed, Byte.carriageReturn: return true
            default: continue
            }
        }
        return false
    }
}
