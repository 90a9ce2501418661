extension UnitOfMeasure {
    /// The unit of a word in a file without a catalog: the built-in unit of that spelling, otherwise one of its own.
    public init(word: String) {
        let known = UnitOfMeasure(known: word)
        self.init(
            symbol: word, dimension: known?.dimension ?? "\"\(word)\"", powerOfTen: known?.powerOfTen ?? 0)
    }

    /// The symbols of the units that can stand for this one, from the least on; of a compound, which would be many, its own.
    public func alternatives(in known: KnownUnits) -> [String] {
        let symbols = dimension.contains("/") ? [] : known.units(ofDimension: dimension).map(\.symbol)
        return symbols.isEmpty ? [symbol] : symbols
    }

    /// The same for messages: `PFLOPS or EFLOPS`.
    public func expectedWords(in known: KnownUnits) -> String {
        let symbols = alternatives(in: known)
        guard let last = symbols.last, symbols.count > 1 else { return symbol }
        return "\(symbols.dropLast().joined(separator: ", ")) or \(last)"
    }
}
