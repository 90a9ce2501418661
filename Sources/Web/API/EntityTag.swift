/// A strong entity tag: the same where all that an answer is made of is the same. (RFC 9110, 8.8.3)
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
    private let hash: UInt64

    /// The tag of what is made of some parts, and of nothing else.
    init(of parts: [String]) {
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            // No part of UTF-8 has this byte, so that parts don't run into each other.
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        self.hash = hash
    }

    /// The tag as the field has it, in its quotes.
    var description: String {
        let digits = String(hash, radix: 16)
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
