internal import Indicators

/// What is told of how an input was read: its layout, and what became of its marks, each kind counted.
public struct ReadingAccount: Hashable, Sendable {
    /// A kind of mark that was met, what became of it, and how often.
    public struct Remark: Hashable, Sendable {
        /// What was met and what was done, such as `empty cells, which say nothing`.
        public let words: String
        /// How often.
        public fileprivate(set) var count: Int
    }

    /// How the input is laid out, in parts of a sentence: `regions × 2013–2024`, `unit from the mapping`.
    var layout: [String] = []
    /// The mapping that applied.
    var mapping: Mapping?
    /// How many figures are deleted by rows that don't name each; nil: there is no such row.
    private(set) var deleted: Int?
    /// The kinds of marks, in the order in which they were met.
    public private(set) var remarks: [Remark] = []

    /// An account of nothing.
    public init() {}

    /// Notes how many figures are deleted by rows that don't name each.
    mutating func noteDeletion(of figures: Int) {
        deleted = figures
        remarks.append(Remark(words: "figures in force that rows delete without naming each", count: figures))
    }

    /// Counts a kind of mark.
    mutating func remark(_ words: String, times: Int = 1) {
        guard times > 0 else { return }
        if let index = remarks.firstIndex(where: { $0.words == words }) {
            remarks[index].count += times
        } else {
            remarks.append(Remark(words: words, count: times))
        }
    }
}

extension ReadingAccount {
    /// What is told of a file before its faults, a line each: what it was read as, where that is said, and its marks.
    public func notes(of file: String, detected: String?) -> [String] {
        let head = detected.map { ["\(file): read as \($0)"] } ?? []
        return head + remarks.map { "\(file): \($0.words): \($0.count)" }
    }
}
