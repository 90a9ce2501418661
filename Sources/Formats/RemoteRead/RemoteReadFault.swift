/// Why a remote read can't be answered.
public enum RemoteReadFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes that are no block of Snappy, or a larger one than is unpacked: what is wrong.
    case badSnappy(String)
    /// Bytes that are not the message of protobuf that is expected: what is wrong.
    case badProtobuf(String)
    /// A regular expression that is not understood: what is wrong with it, and where.
    case badPattern(String)
    /// An answer of more bytes than are made.
    case answerTooLarge(limit: Int)

    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .badSnappy(let words):
            "The body is no block of Snappy: \(words). Expected a ReadRequest of Prometheus, packed by Snappy."
        case .badProtobuf(let words):
            "The body is no ReadRequest that is understood: \(words). Expected Prometheus's, in protobuf."
        case .badPattern(let words): words
        case .answerTooLarge(let limit):
            "The answer would have more than \(limit) bytes; ask for fewer series, or a shorter time."
        }
    }
}
