extension UnitOfMeasure {
    /// The unit that a word stands for in a file without a catalog: a known one under that spelling, else one of its own.
    public init(word: String) {
        let known = UnitOfMeasure(known: word)
        self.init(
            symbol: word, dimension: known?.dimension ?? "\"\(word)\"", powerOfTen: known?.powerOfTen ?? 0)
    }

    /// The units that can stand for this one, for messages: `PFLOPS or EFLOPS`, or its symbol alone.
    public var expectedWords: String {
        let symbols = Self.symbols(ofDimension: dimension)
        guard let last = symbols.last, symbols.count > 1 else { return symbols.first ?? symbol }
        return "\(symbols.dropLast().joined(separator: ", ")) or \(last)"
    }
}
