/// The series beside which a target stands, and what is made of it: Y = factor × x + offset.
public struct TargetReference: Hashable, Sendable {
    /// Which years count.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The target year.
        case finalYear = "final_year"
        /// Every year after the base.
        case everyYear = "every_year"
    }

    /// The series of x.
    public let series: SeriesKey
    /// What x is multiplied by, above 0.
    public let factor: Double
    /// What is added to that.
    public let offset: Double
    /// Which years count.
    public let mode: Mode

    /// The reference of a target about a series.
    ///
    /// - Parameters:
    ///   - own: the target's own series. Its indicator or region counts where the plan names none.
    /// - Throws: ``TargetTermsFault`` where no reference is named, it is the series itself, or a number is impossible.
    public init(
        of own: SeriesKey, indicator: Identifier<Indicator>?, region: Identifier<Region>?, factor: Double = 1,
        offset: Double = 0, mode: Mode = .finalYear
    ) throws(TargetTermsFault) {
        guard indicator != nil || region != nil else { throw .noReference }
        series = SeriesKey(indicator: indicator ?? own.indicator, region: region ?? own.region)
        if series == own { throw .referenceToItself }
        guard factor.isFinite, offset.isFinite else { throw .notFinite }
        guard factor > 0 else { throw .factorNotPositive }
        self.factor = factor
        self.offset = offset
        self.mode = mode
    }
}
