import Formats

/// The rules of `CSVReader` once more, as plainly as they can be said: the whole file at once, byte after byte, every
/// place counted from the file's start, characters decoded by the standard library.
struct SlowCSV {
    private let bytes: [UInt8]
    private let separator: UInt8
    private let rowLimit: Int
    private let textStart: Int
    private var index: Int
    private var faults: [(offset: Int, kind: CSVFault.Kind)] = []

    static func readings(
        of bytes: [UInt8], separator: CSVSeparator = .comma, rowLimit: Int
    ) -> [CSVReading] {
        var reader = SlowCSV(bytes, separator: separator, rowLimit: rowLimit)
        var readings: [CSVReading] = []
        while reader.index < bytes.count {
            if let reading = reader.row() { readings.append(reading) }
        }
        return readings
    }

    private init(_ bytes: [UInt8], separator: CSVSeparator, rowLimit: Int) {
        self.bytes = bytes
        self.separator = separator.rawValue
        self.rowLimit = rowLimit
        textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        index = textStart
    }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var isAtFieldEnd: Bool { byte == nil || byte == separator || byte == 0x0A || byte == 0x0D }

    /// The row at `index`; nil for a blank line.
    private mutating func row() -> CSVReading? {
        let start = index
        faults = []
        var fields: [(text: [UInt8], isQuoted: Bool, start: Int)] = []
        while true {
            let start = index
            let isQuoted = byte == 0x22
            fields.append((isQuoted ? quotedText() : bareText(), isQuoted, start))
            guard byte == separator else { break }
            index += 1
        }
        let end = index
        if byte == 0x0D {
            index += 1
            if byte == 0x0A { index += 1 }
        } else if byte == 0x0A {
            index += 1
        }
        guard end > start else { return nil }
        if end - start > rowLimit {
            return .fault(CSVFault(.rowTooLong, at: place(of: start)))
        }
        findTextFaults(from: start, to: end)
        // Of faults at one place the one that was noted first, which is that of the quotes.
        if let first = faults.enumerated().min(by: { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) })
        {
            return .fault(CSVFault(first.element.kind, at: place(of: first.element.offset)))
        }
        return .row(
            fields: fields.map(\.text), quoted: fields.map(\.isQuoted), line: place(of: start).line,
            places: fields.map { place(of: $0.start) })
    }

    private mutating func bareText() -> [UInt8] {
        let start = index
        while !isAtFieldEnd {
            if byte == 0x22 { faults.append((index, .quoteInBareField)) }
            index += 1
        }
        return Array(bytes[start..<index])
    }

    private mutating func quotedText() -> [UInt8] {
        let quote = index
        var text: [UInt8] = []
        index += 1
        while let next = byte {
            index += 1
            if next == 0x22 {
                guard byte == 0x22 else {
                    if !isAtFieldEnd { faults.append((index, .textAfterClosingQuote)) }
                    while !isAtFieldEnd { index += 1 }
                    return text
                }
                index += 1
            }
            text.append(next)
        }
        faults.append((quote, .unterminatedQuote))
        return text
    }

    private mutating func findTextFaults(from start: Int, to end: Int) {
        var place = start
        while place < end {
            if bytes[place] == 0 { return faults.append((place, .nul)) }
            let lengths = (1...4).filter { place + $0 <= end }
            guard let length = lengths.first(where: { isCharacter(bytes[place..<place + $0]) }) else {
                return faults.append((place, .invalidUTF8))
            }
            place += length
        }
    }

    private func isCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self)?.unicodeScalars.count == 1
    }

    private func place(of offset: Int) -> TextPosition {
        let before = bytes[textStart..<offset]
        let ends = before.indices.filter {
            bytes[$0] == 0x0A || (bytes[$0] == 0x0D && !(bytes.indices.contains($0 + 1) && bytes[$0 + 1] == 0x0A))
        }
        let line = before[(ends.last.map { $0 + 1 } ?? textStart)...]
        return TextPosition(line: ends.count + 1, column: line.count(where: { $0 & 0xC0 != 0x80 }) + 1)
    }
}
