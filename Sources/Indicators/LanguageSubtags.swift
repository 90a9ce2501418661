/// The grammar of language tags: RFC 5646, section 2.1.
enum LanguageSubtags {
    /// Whether the subtags of a text make a tag.
    static func areWellFormed(_ subtags: [Substring]) -> Bool {
        guard subtags.allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetterOrDigit) }) else {
            return false
        }
        var rest = subtags[...]
        if rest.first?.lowercased() == "x" { return rest.count > 1 }
        guard take(&rest, where: { isLetters($0, 2...3) }) else { return false }
        var extended = 0
        while extended < 3, take(&rest, where: { isLetters($0, 3...3) }) { extended += 1 }
        _ = take(&rest, where: { isLetters($0, 4...4) })
        _ = take(&rest, where: { isLetters($0, 2...2) || $0.utf8.count == 3 && $0.utf8.allSatisfy(isDigit) })
        while take(&rest, where: isVariant) {}
        while let single = rest.first, single.utf8.count == 1 {
            rest.removeFirst()
            if single.lowercased() == "x" { return !rest.isEmpty }
            guard take(&rest, where: { $0.utf8.count > 1 }) else { return false }
            while take(&rest, where: { $0.utf8.count > 1 }) {}
        }
        return rest.isEmpty
    }

    /// The tag with its scripts capitalised and its regions in capital letters, all else in small ones: section 2.1.1.
    static func inRecommendedCase(_ subtags: [Substring]) -> String {
        var isBehindSingle = false
        let words = subtags.enumerated().map { index, subtag -> String in
            let small = subtag.lowercased()
            if subtag.utf8.count == 1 { isBehindSingle = true }
            guard index > 0, !isBehindSingle else { return small }
            switch subtag.utf8.count {
            case 2: return subtag.uppercased()
            case 4: return small.prefix(1).uppercased() + small.dropFirst()
            default: return small
            }
        }
        return words.joined(separator: "-")
    }

    private static func take(_ rest: inout ArraySlice<Substring>, where isWanted: (Substring) -> Bool) -> Bool {
        guard let first = rest.first, isWanted(first) else { return false }
        rest.removeFirst()
        return true
    }

    private static func isVariant(_ subtag: Substring) -> Bool {
        subtag.utf8.count >= 5 || subtag.utf8.count == 4 && subtag.utf8.first.map(isDigit) ?? false
    }

    private static func isLetters(_ subtag: Substring, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(subtag.utf8.count) && !subtag.utf8.contains(where: isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
