/// The mark with which a text may say its encoding.
public enum ByteOrderMark: Hashable, Sendable, CaseIterable {
    case utf8
    case utf16BigEndian
    case utf16LittleEndian

    /// The mark that `head`, a text's first bytes, starts with; nil where there is none.
    public init?(startOf head: Span<UInt8>) {
        for mark in Self.allCases where mark.starts(head) {
            self = mark
            return
        }
        return nil
    }

    /// The bytes it is made of.
    public var bytes: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        }
    }

    private func starts(_ head: Span<UInt8>) -> Bool {
        let bytes = bytes
        guard head.count >= bytes.count else { return false }
        return bytes.indices.allSatisfy { head[$0] == bytes[$0] }
    }
}
