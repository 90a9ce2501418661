internal import Foundation

/// The user and the password of an `Authorization` field (RFC 7617).
struct BasicCredentials {
    let user: String
    let password: [UInt8]

    /// Reads the field; nil: there is none, or it is of another scheme or broken.
    init?(_ field: String?) {
        guard let parts = field?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: parts[1].trimmingCharacters(in: .whitespaces)),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let user = String(validating: bytes[..<colon], as: UTF8.self)
        else { return nil }
        self.user = user
        password = Array(bytes[bytes.index(after: colon)...])
    }
}
