/// In which order the statements of a series were kept, of which each has its ordinal.
struct KeptOrder: Sendable {
    /// By ordinal: batch and index of a statement; empty where indices are ordinals.
    private var kept: [UInt64] = []
    /// By index: the ordinal; empty where they are the same.
    private var ordinals: [Int32] = []

    init() {}

    /// Finds the order of statements that are ascending by year, date published, batch and row.
    init(of statements: [KeptStatement]) { find(of: statements) }

    /// Overwrites the order with that of statements; the arrays keep their room.
    mutating func find(of statements: [KeptStatement]) {
        kept.removeAll(keepingCapacity: true)
        ordinals.removeAll(keepingCapacity: true)
        guard let first = statements.first?.batch, statements.contains(where: { $0.batch != first }) else { return }
        for (index, statement) in statements.enumerated() {
            kept.append(UInt64(UInt32(bitPattern: statement.batch)) << 32 | UInt64(index))
        }
        kept.sort()
        ordinals.append(contentsOf: repeatElement(0, count: kept.count))
        for ordinal in kept.indices { ordinals[index(of: Int32(ordinal))] = Int32(ordinal) }
    }

    /// The ordinal of the statement at an index.
    func ordinal(at index: Int) -> Int32 { ordinals.isEmpty ? Int32(index) : ordinals[index] }

    /// The index of the statement that an ordinal means.
    func index(of ordinal: Int32) -> Int {
        kept.isEmpty ? Int(ordinal) : Int(UInt32(truncatingIfNeeded: kept[Int(ordinal)]))
    }
}
