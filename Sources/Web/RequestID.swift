internal import HTTPTypes

/// The name of a request, by which its answer, its problem document and its line in the log belong together.
struct RequestID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    let description: String

    /// Takes the name that a client or a proxy gave; makes one where it gave none, or one that can't be told as it is.
    ///
    /// - Parameters:
    ///   - field: the value of `X-Request-Id`.
    ///   - random: makes the other 64 bits.
    init(field: String?, random: () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        if let field, Self.isPlain(field) {
            description = field
        } else {
            let digits = String(random(), radix: 16)
            description = String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    /// The most characters of a name that is taken.
    static let lengthLimit = 128

    /// Whether a name is short, and made of what is safe in headers, logs and documents alike.
    private static func isPlain(_ name: String) -> Bool {
        (1...lengthLimit).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.~:/+=@".utf8.contains(byte)
                }
            }
    }
}

extension HTTPFields {
    /// The value of `X-Request-Id`.
    var requestID: String? {
        get { Self.requestIDName.flatMap { self[$0] } }
        set { if let name = Self.requestIDName { self[name] = newValue } }
    }

    private static let requestIDName = HTTPField.Name("X-Request-Id")
}
