public import Indicators
public import Record
import Synchronization

extension NaiveRecord {
    /// Finds units that a catalog has otherwise; the arrays themselves can't be damaged.
    public func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        try requireReachable()
        return contents.withLock { $0.units }.sorted { $0.key < $1.key }.compactMap { id, unit in
            guard let indicator = catalog.indicator(id), indicator.unit.symbol != unit else { return nil }
            return RecordFinding(
                "unit_changed", .drift, "\(id) is recorded in \(unit), but the catalog says \(indicator.unit.symbol)",
                "give it its unit back, or make it a new indicator")
        }
    }

    /// Puts a copy of the record on the shelf that it stands on, under another name.
    public func backUp(to file: String) throws(RecordFailure) -> RecordContent {
        try requireReachable()
        guard let shelf else { throw .cannotCreate(place: file, why: "the record is on no shelf") }
        let copy = NaiveRecord(place: file, clock: clock, shelf: shelf)
        copy.replace(by: self)
        guard shelf.put(copy) else {
            throw .cannotCreate(place: file, why: "it is there already; name a file that isn't")
        }
        return copy.content
    }

    var content: RecordContent {
        contents.withLock { RecordContent(batches: $0.entries.count, statements: $0.said.count, bytes: 0) }
    }
}
