internal import Indicators

/// Names as people write them: with spaces within Chinese ones, in two languages, with a unit behind a title.
enum NameText {
    /// A name as it is compared: without regard to letter case, to the width of brackets, and to white space in Chinese.
    static func folded(_ text: String) -> String {
        let hasHan = text.unicodeScalars.contains(where: isHan)
        var scalars = String.UnicodeScalarView()
        var isSpaced = false
        for scalar in text.unicodeScalars {
            guard !scalar.properties.isWhitespace else {
                isSpaced = !scalars.isEmpty
                continue
            }
            if isSpaced, !hasHan { scalars.append(" ") }
            isSpaced = false
            scalars.append(brackets[scalar] ?? scalar)
        }
        return Catalog.folded(String(scalars))
    }

    /// The same without what parts the syllables of a name: `Hei-long jiang` is `heilongjiang`.
    static func joined(_ text: String) -> String {
        folded(text).filter { !" -'’".contains($0) }
    }

    /// A name in Chinese and in Latin script beside each other, as `北京 Beijing`; nil where it has but one.
    static func parts(_ text: String) -> (han: String, latin: String)? {
        guard let first = text.unicodeScalars.firstIndex(where: isHan),
            let last = text.unicodeScalars.lastIndex(where: isHan)
        else { return nil }
        let end = text.unicodeScalars.index(after: last)
        let (before, behind) = (text[..<first], text[end...])
        let hasLatin = (hasLetters(before), hasLetters(behind))
        guard hasLatin.0 != hasLatin.1, !hasLetters(text[first..<end]) else { return nil }
        return (folded(String(text[first..<end])), folded(String(hasLatin.0 ? before : behind)))
    }

    /// A title, and the unit in its last brackets: `人口数(人口抽样调查)(万人)` is in 万人. Nil where it does not end with brackets.
    static func title(_ text: String) -> (name: String, unit: String)? {
        let text = text.trimmed
        guard let last = text.last, ")）".contains(last) else { return nil }
        var depth = 0
        for index in text.indices.reversed() {
            if ")）".contains(text[index]) { depth += 1 }
            if "(（".contains(text[index]) { depth -= 1 }
            guard depth == 0 else { continue }
            let unit = String(text[text.index(after: index)...].dropLast()).trimmed
            let name = String(text[..<index]).trimmed
            return unit.isEmpty || name.isEmpty ? nil : (name, unit)
        }
        return nil
    }

    private static let brackets: [Unicode.Scalar: Unicode.Scalar] = ["（": "(", "）": ")", "，": ","]

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
    }

    private static func hasLetters(_ text: Substring) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic && !isHan($0) }
    }
}
