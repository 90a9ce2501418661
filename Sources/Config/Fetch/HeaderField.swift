internal import Foundation

/// A field of a request's header.
public struct HeaderField: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: String

    /// Reads a line `Name: value`; nil for anything else. (RFC 9110, 5.1 and 5.5)
    public init?(line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let name = line[..<colon]
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        let signs = "!#$%&'*+-.^_`|~".utf8
        guard !name.isEmpty, !value.isEmpty, value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }),
            name.utf8.allSatisfy({ ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 || signs.contains($0) })
        else { return nil }
        self.name = String(name)
        self.value = value
    }
}
