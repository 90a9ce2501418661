public import Formats
public import Indicators
public import Record

/// What a catalog has, and what it does to a record.
public struct CatalogCheck: Sendable {
    /// An indicator whose values are recorded in another unit than the catalog's.
    public struct ChangedUnit: Hashable, Sendable {
        /// The indicator.
        public let indicator: Identifier<Indicator>
        /// The unit in which its values are recorded.
        public let recorded: String
        /// The catalog's.
        public let asked: String
    }

    private let catalog: Catalog
    /// The series of the record that are not served: the catalog does not name them, or derives them; nil without a record.
    private var unserved: [SeriesKey]?
    /// The indicators whose unit can't be the catalog's, by id.
    public private(set) var changedUnits: [ChangedUnit] = []

    /// What a catalog has; of a record nothing yet.
    public init(_ catalog: Catalog) { self.catalog = catalog }

    /// Compares the catalog with a record.
    public mutating func compare(with view: any RecordView) throws(RecordFailure) {
        let series = try view.series(SeriesSelection(), asOf: .now)
        unserved = series.map(\.key).filter { key in
            guard let indicator = catalog.indicator(key.indicator) else { return true }
            return indicator.derivation != nil || catalog.region(key.region) == nil
        }
        changedUnits = try view.units().sorted { $0.key < $1.key }.compactMap { id, recorded in
            guard let unit = catalog.indicator(id)?.unit.symbol, unit != recorded else { return nil }
            return ChangedUnit(indicator: id, recorded: recorded, asked: unit)
        }
    }

    /// The lines to print.
    ///
    /// - Parameter record: where the record is.
    public func lines(record: String) -> [String] {
        let derived = catalog.indicators.count { $0.derivation != nil }
        let targets = Set(catalog.targetRows.map(\.id)).count
        let content =
            "catalog: \(catalog.indicators.count.counted("indicator")), \(derived) of them derived, "
            + "\(catalog.regions.count.counted("region")), \(targets.counted("target")); no fault"
        guard let unserved else { return [content, "record: there is none at \(record)"] }
        var lines = [
            content,
            "record: \(unserved.isEmpty ? "every series is" : "\(unserved.count) of its series \(unserved.count == 1 ? "is" : "are") not") served",
        ]
        lines += Dictionary(grouping: unserved, by: \.indicator).sorted { $0.key < $1.key }.map { id, keys in
            let derivation = catalog.indicator(id)?.derivation
            let why =
                derivation.map { "it is \($0.source)" } ?? (catalog.indicator(id) == nil ? "it is not named" : nil)
            let regions = keys.prefix(5).map(\.region.rawValue).joined(separator: ", ")
            return "  \(id): \(why ?? "regions that are not named") (\(regions)\(keys.count > 5 ? ", …" : ""))"
        }
        return lines
            + changedUnits.map {
                "\($0.indicator) is recorded in \($0.recorded) and can't be in \($0.asked); "
                    + "keep the unit, or name another indicator"
            }
    }
}

extension JSONValue {
    /// What a catalog has, the series that are not served, null without a record, and units that can't be.
    public init(_ check: CatalogCheck) {
        self = .object(check.members)
    }
}

extension CatalogCheck {
    fileprivate var members: [JSONValue.Member] {
        let unserved = unserved.map { keys in
            JSONValue.array(
                keys.map { ["indicator": .text($0.indicator.rawValue), "region": .text($0.region.rawValue)] })
        }
        let units = changedUnits.map { change -> JSONValue in
            [
                "indicator": .text(change.indicator.rawValue), "old": .text(change.recorded),
                "new": .text(change.asked),
            ]
        }
        let values: KeyValuePairs<String, JSONValue> = [
            "indicators": .integer(catalog.indicators.count),
            "derived": .integer(catalog.indicators.count { $0.derivation != nil }),
            "regions": .integer(catalog.regions.count), "targets": .integer(Set(catalog.targetRows.map(\.id)).count),
            "unserved": unserved ?? .null, "changed_units": .array(units),
        ]
        return values.map { JSONValue.Member(key: $0, value: $1) }
    }
}
