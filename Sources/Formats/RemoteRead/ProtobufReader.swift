/// Reads the fields of a protobuf message, one after the other; nested messages are read by readers of their own.
///
/// Source: "Encoding", protobuf.dev.
struct ProtobufReader {
    /// What a field holds, by its wire type.
    enum Value {
        case number(UInt64)
        /// A text, bytes or a message: where it is.
        case bytes(Range<Int>)
        /// Four or eight bytes, which no message of ours has.
        case fixed
    }

    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    /// A reader of a message that is all of `bytes`, or a range of them.
    init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    /// The next field's number and value; nil at the end.
    ///
    /// - Throws: `RemoteReadFault.badProtobuf` for what is no message.
    mutating func next() throws(RemoteReadFault) -> (field: UInt64, value: Value)? {
        guard position < end else { return nil }
        let tag = try number()
        let value: Value
        switch tag & 7 {
        case 0: value = .number(try number())
        case 1: value = try skip(8)
        case 2:
            let length = try number()
            guard length <= UInt64(end - position) else { throw cut }
            value = .bytes(position..<position + Int(length))
            position += Int(length)
        case 5: value = try skip(4)
        default: throw .badProtobuf("byte \(position) has a wire type that is not read")
        }
        guard tag >> 3 > 0 else { throw .badProtobuf("byte \(position) has the field number 0") }
        return (tag >> 3, value)
    }

    /// The text of a range.
    ///
    /// - Throws: `RemoteReadFault.badProtobuf` where it is no UTF-8.
    func text(_ range: Range<Int>) throws(RemoteReadFault) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw .badProtobuf("byte \(range.lowerBound) starts a text that is no UTF-8")
        }
        return text
    }

    /// A reader of a nested message.
    func message(_ range: Range<Int>) -> ProtobufReader { ProtobufReader(bytes, range) }

    private mutating func number() throws(RemoteReadFault) -> UInt64 {
        guard let number = bytes.varint(at: &position), position <= end else { throw cut }
        return number
    }

    private mutating func skip(_ count: Int) throws(RemoteReadFault) -> Value {
        guard count <= end - position else { throw cut }
        position += count
        return .fixed
    }

    private var cut: RemoteReadFault { .badProtobuf("it ends within a field") }
}
