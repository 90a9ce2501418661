extension String {
    /// Whether it has no character but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// It, for messages; of a long one the first 80 characters.
    var shortened: String { "\(prefix(80))\(dropFirst(80).isEmpty ? "" : "…")" }

    /// It in quotes, for messages, and shortened.
    var quoted: String { "\"\(shortened)\"" }

    /// Whether the text can be the id of an indicator: small letters, digits and `_`, a letter first, at most 64.
    var isID: Bool {
        guard let first = utf8.first, (97...122).contains(first), utf8.count <= 64 else { return false }
        return utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// Whether the text can be a label: it is not empty, all of it can be printed, and no space is at its ends.
    var isPrintable: Bool {
        let bytes = utf8
        // Of ASCII the bytes tell it, and most texts are of ASCII.
        if bytes.allSatisfy({ (32...126).contains($0) }), let first = bytes.first, let last = bytes.last {
            return first != 32 && last != 32
        }
        guard let first, let last, !first.isWhitespace, !last.isWhitespace else { return false }
        return unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            default: true
            }
        }
    }
}
