/// Finds what a misspelt name may have meant.
public enum NearestName {
    /// The known names nearest to a text by edits (Damerau–Levenshtein, optimal alignment; case ignored), at most three.
    ///
    /// A name is near if the edits are at most a third of its letters and at most three. A name of two or three letters, as
    /// most Chinese ones, may be one edit away. Where no name is near, those are given that contain the text, the shortest first.
    public static func candidates(for text: String, among known: some Sequence<String>) -> [String] {
        let wanted = Array(text.lowercased())
        guard wanted.count <= 64 else { return [] }
        var best = Int.max
        var found: [String] = []
        for name in known {
            let letters = Array(name.lowercased())
            let allowed = min(3, max(1, max(letters.count, wanted.count) / 3))
            guard abs(letters.count - wanted.count) <= allowed, letters.count > 1 else { continue }
            let distance = edits(wanted, letters)
            guard distance <= allowed, distance <= best else { continue }
            if distance < best { found = [] }
            best = distance
            if !found.contains(name), found.count < 3 { found.append(name) }
        }
        return found.isEmpty ? containing(text.lowercased(), among: known) : found
    }

    /// The three shortest names that contain a text; of one or two letters of Latin script too many would.
    private static func containing(_ text: String, among known: some Sequence<String>) -> [String] {
        guard text.utf8.count >= 3, text.count >= 2 else { return [] }
        var found: [String] = []
        for name in known where name.lowercased().contains(text) && !found.contains(name) { found.append(name) }
        return Array(
            found.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
                .prefix(3).map(\.element))
    }

    /// The number of letters to insert, delete, replace or swap with their neighbour.
    static func edits(_ first: [Character], _ second: [Character]) -> Int {
        if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for i in 1...first.count {
            var row = [i] + [Int](repeating: 0, count: second.count)
            for j in 1...second.count {
                let change = first[i - 1] == second[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change)
                if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            beforeLast = last
            last = row
        }
        return last[second.count]
    }

    /// ` did you mean "A" or "B"?` for what would be right; nil if no name is near.
    public static func question(for text: String, among known: some Sequence<String>) -> String? {
        words(for: text, among: known)?.english
    }

    /// The same question in English and Chinese.
    public static func words(for text: String, among known: some Sequence<String>) -> BilingualText? {
        words(of: candidates(for: text, among: known).map { "\"\($0)\"" })
    }

    /// The question whether one of some names is meant; nil if there are none.
    static func words(of names: [String]) -> BilingualText? {
        guard !names.isEmpty else { return nil }
        return BilingualText(
            english: "did you mean \(names.joined(separator: " or "))?", chinese: "是否指\(names.joined(separator: "或"))？")
    }

    /// Whether a word is a slip of a known one: one letter differs, or two if the known word has seven or more.
    public static func slip(_ word: String, among known: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased())
        return known.first { name in
            // Each letter more or fewer is an edit.
            guard abs(name.count - letters.count) <= 2 else { return false }
            let distance = edits(letters, Array(name.lowercased()))
            return distance > 0 && distance <= (name.count >= 7 ? 2 : 1) || distance == 0 && name != word
        }
    }
}
