public import Indicators

extension RecordStore {
    /// Makes sure that the record's values are in the catalog's units: an indicator's unit can't change under its record.
    ///
    /// - Throws: ``RecordFailure/unitChanged(indicator:recorded:asked:)`` for the first indicator, by id, that is recorded in another.
    public func requireUnits(of catalog: Catalog) throws(RecordFailure) {
        let recorded = try units()
        for indicator in catalog.indicators.sorted(by: { $0.id < $1.id }) {
            if let unit = recorded[indicator.id], unit != indicator.unit.symbol {
                throw .unitChanged(
                    indicator: indicator.id.rawValue, recorded: unit, asked: indicator.unit.symbol)
            }
        }
    }
}
