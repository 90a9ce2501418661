extension UnitOfMeasure {
    /// The unit of a word in a file without a catalog: the known unit of that spelling, otherwise one of its own.
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
