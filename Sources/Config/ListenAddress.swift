internal import Glibc

/// Where the service listens: a host and a TCP port.
public struct ListenAddress: Hashable, Sendable {
    /// An IPv4 address, an IPv6 address without brackets, or a host name.
    public let host: String
    /// The port, 0 to 65535; 0 lets the system choose one.
    public let port: Int

    /// Makes an address of a host and a port.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:9831`, `[::1]:9831` or `name:9831`.
    ///
    /// - Throws: what is wrong with the text.
    public init(_ text: String) throws(ListenAddressFault) {
        guard let colon = text.lastIndex(of: ":") else { throw .noPort }
        let host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        if host.contains(":"), !host.hasPrefix("[") { throw .bareIPv6 }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .noPort }
        guard digits.utf8.count <= 5, let port = Int(digits), port <= 65_535 else { throw .portOutOfRange }
        guard !host.isEmpty else { throw .noHost }
        if host.hasPrefix("[") {
            let inner = String(host.dropFirst().dropLast())
            guard host.hasSuffix("]"), Self.isIPv6(inner) else { throw .badHost }
            self.init(host: inner, port: port)
        } else {
            guard Self.isIPv4OrName(host) else { throw .badHost }
            self.init(host: String(host), port: port)
        }
    }

    private static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return unsafe inet_pton(AF_INET6, text, &address) == 1
    }

    /// Whether a text is an IPv4 address, or a name of RFC 1123, whose last label is not a number.
    private static func isIPv4OrName(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if let last = labels.last, last.utf8.allSatisfy({ (48...57).contains($0) }) {
            var address = in_addr()
            return unsafe inet_pton(AF_INET, String(text), &address) == 1
        }
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
            }
    }
}

/// What is wrong with a text that should be an address.
public enum ListenAddressFault: Error, Hashable, Sendable, CustomStringConvertible {
    case noHost
    case noPort
    case portOutOfRange
    case bareIPv6
    case badHost

    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .noHost: "an address without a host"
        case .noPort: "an address without a port number"
        case .portOutOfRange: "a port above 65535"
        case .bareIPv6: "an IPv6 address without brackets"
        case .badHost: "a host that is neither an address nor a name"
        }
    }

    /// What would be right.
    public var expected: String {
        switch self {
        case .noHost: "expected 0.0.0.0 or [::] before the colon to listen on every address"
        case .portOutOfRange: "expected a port from 0 to 65535"
        case .bareIPv6: "expected brackets, as in [::1]:9831"
        case .noPort, .badHost: "expected HOST:PORT, such as 127.0.0.1:9831, [::1]:9831 or localhost:9831"
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    /// `host:port`, IPv6 addresses in brackets.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
