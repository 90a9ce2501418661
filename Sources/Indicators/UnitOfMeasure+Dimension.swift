extension UnitOfMeasure {
    /// The known units of a dimension, each once, from the least on.
    public static func units(ofDimension dimension: String) -> [UnitOfMeasure] {
        var seen: Set<UnitOfMeasure> = []
        return spellings.map(\.unit).filter { $0.dimension == dimension && seen.insert($0).inserted }
            .sorted { $0.powerOfTen < $1.powerOfTen }
    }

    /// The known unit that is this unit times a power of ten; nil if there is none.
    public func known(timesTenTo power: Int) -> UnitOfMeasure? {
        Self.units(ofDimension: dimension).first { $0.powerOfTen == powerOfTen + power }
    }

    /// The unit as a source that spells units like another would write it, and as it is written here where that differs:
    /// `万元 (10k CNY)` beside `亿元`, `10k CNY (万元)` beside `CNY`.
    public func words(spelledLike other: String) -> String {
        let chinese = Self.spellings.first { $0.unit == self && !$0.text.utf8.allSatisfy { $0 < 128 } }?.text
        guard let chinese, chinese != symbol else { return symbol }
        return other.utf8.allSatisfy { $0 < 128 } ? "\(symbol) (\(chinese))" : "\(chinese) (\(symbol))"
    }
}
