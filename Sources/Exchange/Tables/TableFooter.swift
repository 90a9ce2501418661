internal import Formats

/// What stands under a table: where its figures are from, and notes on them.
struct TableFooter: Sendable {
    private(set) var source = ""
    private(set) var note = ""

    /// The footer of a file that was looked at whole; of another, nothing.
    init(of head: FormHead, _ layout: TableLayout) {
        guard head.isWhole else { return }
        var notes: [String] = []
        var isBelow = false
        for row in head.rows(separatedBy: layout.separator, limit: .max).dropFirst(layout.rowsBefore) {
            let text = Self.text(of: row)
            isBelow = isBelow || TableWords.isFooter(text)
            guard isBelow, !text.isEmpty else { continue }
            if let source = TableWords.value(of: TableWords.sourceWords, in: text) {
                self.source = Self.withoutStop(source)
            } else {
                notes.append(TableWords.value(of: TableWords.noteWords, in: text) ?? text)
            }
        }
        note = notes.joined(separator: " ")
    }

    /// A row as the line that it is: commas in a note are no separators.
    static func text(of row: [String]) -> String {
        var row = row.drop { $0.trimmed.isEmpty }
        while row.last?.trimmed.isEmpty == true { row.removeLast() }
        return row.joined(separator: ",").trimmed
    }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix("。") || text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
