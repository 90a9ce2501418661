internal import Formats

/// A strong entity tag: the same where all that an answer is made of is the same. (RFC 9110, 8.8.3)
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
    private let hash: FNV1a

    /// The tag of what is made of some parts, and of nothing else.
    init(of parts: [String]) {
        // No part of UTF-8 has this byte, so that parts don't run into each other.
        let end: [UInt8] = [0xFF]
        var hash = FNV1a()
        for part in parts {
            hash.take(part.utf8.span)
            hash.take(end.span)
        }
        self.hash = hash
    }

    /// The tag as the field has it, in its quotes.
    var description: String {
        let digits = String(hash.value, radix: 16)
        return "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
    }

    /// Whether `If-None-Match` names the tag, be it as a weak one. (RFC 9110, 13.1.2)
    func isNamed(in field: String) -> Bool {
        field.split(separator: ",").contains { element in
            let text = element.drop { $0 == " " || $0 == "\t" }
            let tag = text.hasPrefix("W/") ? text.dropFirst(2) : text
            let end = tag.lastIndex { $0 != " " && $0 != "\t" }
            return end.map { tag[...$0] == description || tag[...$0] == "*" } ?? false
        }
    }
}
