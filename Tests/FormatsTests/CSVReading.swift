@testable import Formats

/// What a reader says of a row: all of it, so that two readers can be compared.
enum CSVReading: Equatable {
    case row(fields: [[UInt8]], quoted: [Bool], line: Int, places: [TextPosition])
    case fault(CSVFault)

    /// All of `bytes`, read in blocks of at most `blockSize` into a buffer that starts with `room`.
    static func all(
        of bytes: [UInt8], separator: CSVSeparator = .comma, blockSize: Int = .max, rowLimit: Int = CSVReader.rowLimit,
        room: Int = 1 << 12
    ) throws -> [CSVReading] {
        var reader = CSVReader(separator: separator, rowLimit: rowLimit, blockSize: room)
        var source = MemorySource(bytes, blockSize: blockSize)
        var readings: [CSVReading] = []
        while let event = try reader.next(from: &source) {
            switch event {
            case .row:
                let indices = 0..<reader.fieldCount
                var fields: [[UInt8]] = []
                for index in indices {
                    fields.append(reader.withField(index) { text in text.indices.map { text[$0] } })
                }
                var quoted: [Bool] = []
                var places: [TextPosition] = []
                for index in indices {
                    quoted.append(reader.machine.fields[index].form != .bare)
                    places.append(reader.position(ofField: index))
                }
                readings.append(.row(fields: fields, quoted: quoted, line: reader.line, places: places))
            case .fault(let fault):
                readings.append(.fault(fault))
            }
        }
        return readings
    }

    static func all(of text: String) throws -> [CSVReading] {
        try all(of: Array(text.utf8))
    }

    /// The fields as text; nil for a fault.
    var texts: [String]? {
        guard case .row(let fields, _, _, _) = self else { return nil }
        return fields.map { String(decoding: $0, as: UTF8.self) }
    }

    var fault: String? {
        guard case .fault(let fault) = self else { return nil }
        return "\(fault.position) \(fault.kind.rawValue)"
    }

    var line: Int? {
        guard case .row(_, _, let line, _) = self else { return nil }
        return line
    }

    var places: [String] {
        guard case .row(_, _, _, let places) = self else { return [] }
        return places.map(\.description)
    }

    var quoted: [Bool] {
        guard case .row(_, let quoted, _, _) = self else { return [] }
        return quoted
    }
}
