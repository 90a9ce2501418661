/// An element of `Accept` or `Accept-Encoding`: a value, its parameters, and its quality.
struct WeightedElement: Equatable {
    /// The value in lower case: `text/plain`, `gzip`, `*`.
    var value: String
    /// The parameters without `q`: names in lower case, values unchanged but for their quotes.
    var parameters: [String: String] = [:]
    /// How much the client wants it: from 0, not at all, to 1.
    var quality = 1.0

    /// The elements of a field's value, in their order. Malformed ones are left out. (RFC 9110, 12.4.2)
    static func list(_ field: String) -> [WeightedElement] {
        split(field[...], at: ",").compactMap(WeightedElement.init)
    }

    private init?(_ text: Substring) {
        var parts = Self.split(text, at: ";")[...]
        guard let value = parts.popFirst().map(Self.trimmed), !value.isEmpty else { return nil }
        self.value = value.lowercased()
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else {
                if Self.trimmed(part).isEmpty { continue }
                return nil
            }
            let name = Self.trimmed(part[..<equals]).lowercased()
            let text = Self.unquoted(Self.trimmed(part[part.index(after: equals)...]))
            if name == "q" {
                guard let quality = Self.quality(text) else { return nil }
                self.quality = quality
            } else {
                parameters[name] = text
            }
        }
    }

    /// 0 to 1 with three decimals at most.
    private static func quality(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1"), bytes.count <= 5,
            bytes.count == 1 || bytes[1] == UInt8(ascii: "."),
            bytes.dropFirst(2).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let quality = Double(bytes.count == 2 ? String(text.dropLast()) : text), quality <= 1
        else { return nil }
        return quality
    }

    /// Splits at a separator that is not within a quoted string.
    private static func split(_ text: Substring, at separator: Character) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        return text.split(omittingEmptySubsequences: false) { character in
            if isEscaped {
                isEscaped = false
                return false
            }
            isEscaped = isQuoted && character == "\\"
            if character == "\"" { isQuoted.toggle() }
            return character == separator && !isQuoted
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = text.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
        return start[...last]
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            isEscaped = !isEscaped && character == "\\"
            if !isEscaped { result.append(character) }
        }
        return result
    }
}
