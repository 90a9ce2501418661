public import Formats
public import Indicators
public import Record

/// A vintage and the change that it made to the vintage in force before it.
public struct VintageChange: Hashable, Sendable {
    /// The value before; nil if there was none.
    public let previous: Double?
    /// The new value less the one before, in the indicator's unit; nil if one of them has no value.
    public let difference: Double?
    /// The difference as a ratio to the value before; nil if that is 0 or missing.
    public let ratio: Double?

    /// The change that a vintage made.
    public init(_ vintage: Vintage, after previous: Vintage?) {
        self.previous = previous?.content.value
        let old = self.previous
        difference = vintage.content.value.flatMap { new in old.map { new - $0 } }
        ratio = difference.flatMap { difference in old.flatMap { $0 == 0 ? nil : difference / abs($0) } }
    }

    /// The change of each vintage of one series. The vintages are in order of period, then date.
    public static func changes(of vintages: [Vintage]) -> [VintageChange] {
        vintages.indices.map { index in
            let previous = index > 0 ? vintages[index - 1] : nil
            return VintageChange(
                vintages[index], after: previous?.period == vintages[index].period ? previous : nil)
        }
    }
}

extension JSONValue {
    /// A vintage by the columns of the export, with the change that it made.
    public init(_ vintage: Vintage, _ change: VintageChange, unit: UnitOfMeasure?) {
        let observation = vintage.content.observation(of: vintage.period)
        self = [
            "indicator": .text(vintage.series.indicator.rawValue), "region": .text(vintage.series.region.rawValue),
            "period": .integer(vintage.period.year), "value": JSONValue(observation?.value),
            "unit": JSONValue(unit?.symbol), "status": JSONValue(observation?.status.rawValue),
            "bound": JSONValue(observation?.bound.rawValue), "source": .text(vintage.source),
            "source_date": .text(vintage.published.description), "note": JSONValue(vintage.note),
            "retraction": .boolean(observation == nil), "in_force": .boolean(vintage.isInForce),
            "previous": JSONValue(change.previous), "change": JSONValue(change.difference),
            "change_ratio": JSONValue(change.ratio), "batch": .integer(vintage.batch),
            "recorded": .text(vintage.recorded.description),
            "repeated_by": .array(vintage.repeatedBy.map { .integer($0) }),
        ]
    }
}
