/// Which column of a header is which: names to indices, and what is wrong with the header.
public struct CSVColumns: Sendable {
    /// What is wrong with a header; an index is a column of the header, from 0.
    public enum Fault: Hashable, Sendable {
        /// A column that has to be there is not.
        case missing(String)
        /// A column that is there twice; at the second.
        case doubled(String, index: Int)
        /// A name that is a known one but for a slip; at the name.
        case misspelt(String, known: String, index: Int)
        /// A name that is not known; the column is not read.
        case unknown(String, index: Int)
    }

    /// How many columns the header has: as many fields as each row must have.
    public let count: Int
    /// What is wrong, in the order of columns, then what is missing.
    public let faults: [Fault]
    /// The known names that the header has. They are few: a look at each costs less than a hash.
    private let indices: [(name: String, index: Int)]

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - header: its names, in order.
    ///   - required: the names that have to be there.
    ///   - optional: the names that may be there.
    ///   - slip: the known name that a name is but for a slip; nil where it is none.
    public init(
        header: [String], required: [String], optional: [String], slip: (_ name: String, _ known: [String]) -> String?
    ) {
        let known = required + optional
        var indices: [String: Int] = [:]
        var faults: [Fault] = []
        var misspelt: Set<String> = []
        for (index, name) in header.enumerated() {
            if known.contains(name) {
                if indices[name] == nil { indices[name] = index } else { faults.append(.doubled(name, index: index)) }
            } else if let meant = slip(name, known) {
                faults.append(.misspelt(name, known: meant, index: index))
                misspelt.insert(meant)
            } else {
                faults.append(.unknown(name, index: index))
            }
        }
        faults += required.filter { indices[$0] == nil && !misspelt.contains($0) }.map { .missing($0) }
        self.count = header.count
        self.faults = faults
        self.indices = indices.map { (name: $0.key, index: $0.value) }.sorted { $0.index < $1.index }
    }

    /// Where a column stands, from 0; nil where the header lacks it.
    public func index(of name: String) -> Int? { indices.first { $0.name == name }?.index }
}
