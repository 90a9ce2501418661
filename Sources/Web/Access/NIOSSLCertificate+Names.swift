internal import Glibc
internal import NIOSSL

extension NIOSSLCertificate {
    /// Its alternative names as Go writes them: hosts, mail addresses, URIs and IP addresses.
    var names: Set<String> {
        Set(
            _subjectAlternativeNames().compactMap { name in
                switch name.nameType {
                case .dnsName, .email, .uri: String(decoding: name.contents, as: UTF8.self)
                case .ipAddress: Self.address(Array(name.contents))
                default: nil
                }
            })
    }

    /// An IP address of 4 or 16 bytes, as text.
    private static func address(_ bytes: [UInt8]) -> String? {
        let family = [4: AF_INET, 16: AF_INET6][bytes.count]
        guard let family else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isWritten = unsafe bytes.withUnsafeBytes { address in
            unsafe inet_ntop(family, address.baseAddress, &text, socklen_t(text.count)) != nil
        }
        return isWritten ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
