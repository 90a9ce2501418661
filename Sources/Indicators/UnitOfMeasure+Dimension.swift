extension UnitOfMeasure {
    /// The compound `A/B` of two units, by the shift of each; nil where one of them is a compound already.
    ///
    /// Of one dimension it is a share: `kg/t`.
    public func divided(by divisor: UnitOfMeasure) -> UnitOfMeasure? {
        guard !dimension.contains("/"), !divisor.dimension.contains("/") else { return nil }
        return UnitOfMeasure(
            symbol: "\(symbol)/\(divisor.symbol)",
            dimension: dimension == divisor.dimension ? Self.share : "\(dimension)/\(divisor.dimension)",
            powerOfTen: powerOfTen - divisor.powerOfTen)
    }

    /// The dimension of shares and ratios: `percent`.
    static let share = "share"

    /// The unit as a source that spells units like another would write it, and as it is written here where that differs:
    /// `万元 (10k CNY)` beside `亿元`, `10k CNY (万元)` beside `CNY`.
    public func words(spelledLike other: String, in known: KnownUnits) -> String {
        let chinese = known.spellings.first { $0.unit == self && !$0.text.utf8.allSatisfy { $0 < 128 } }?.text
        guard let chinese, chinese != symbol else { return symbol }
        return other.utf8.allSatisfy { $0 < 128 } ? "\(symbol) (\(chinese))" : "\(chinese) (\(symbol))"
    }
}
