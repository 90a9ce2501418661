internal import Foundation
internal import Indicators
internal import Reports

/// Where a service is: `https://HOST[:PORT][/FOLDER]`.
///
/// Plain `http` is for this machine alone, as it would show the token to whoever is on the way.
public struct ServiceAddress: Hashable, Sendable {
    /// The address, without a slash at its end.
    public let text: String

    /// Reads an address.
    ///
    /// - Throws: ``ClientFault`` where it is none, or one over which no token may go.
    public init(_ text: String) throws(ClientFault) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, ["https", "http"].contains(scheme),
            parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil
        else {
            // An address may have a password in it: it is not shown.
            throw ClientFault(
                .usage, "--server is no address of a service; expected one such as https://mosaic.example")
        }
        guard scheme == "https" || Self.isThisMachine(host) else {
            throw ClientFault(
                .usage,
                "--server \(text.replacingControlCharacters()) would show the token on the way; expected https://")
        }
        self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]"
            || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }
}
