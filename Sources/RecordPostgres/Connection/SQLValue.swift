/// A parameter of a statement, in PostgreSQL's binary form: numbers with their highest byte first.
enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case bytes([UInt8])
    case ints([Int64])
    case texts([String])

    /// A number where there is one.
    init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }

    /// The number of the parameter's type in `pg_type`; 0: the server finds it out.
    var type: UInt32 {
        switch self {
        case .null: 0
        case .int: 20
        case .text: 25
        case .bytes: 17
        case .ints: 1016
        case .texts: 1009
        }
    }

    /// The bytes; nil for NULL.
    var binary: [UInt8]? {
        switch self {
        case .null: nil
        case .int(let number): number.networkBytes
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .ints(let numbers): Self.array(of: 20, numbers.map(\.networkBytes))
        case .texts(let texts): Self.array(of: 25, texts.map { Array($0.utf8) })
        }
    }

    /// An array of one dimension without NULL: dimensions, flag, type, count, lower bound, and of each element length and bytes.
    private static func array(of type: Int32, _ elements: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        let head: [Int32] = elements.isEmpty ? [0, 0, type] : [1, 0, type, Int32(elements.count), 1]
        for number in head { bytes += number.networkBytes }
        for element in elements {
            bytes += Int32(element.count).networkBytes
            bytes += element
        }
        return bytes
    }
}

extension FixedWidthInteger {
    /// The bytes, the highest first.
    var networkBytes: [UInt8] { unsafe withUnsafeBytes(of: bigEndian) { unsafe Array($0) } }
}
