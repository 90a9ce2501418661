import GRDB
import Indicators
import Record

/// The unit in which each indicator's values are: that of its first batch.
struct UnitTable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The unit of every indicator of which a batch up to one was.
    func all(upTo entry: LedgerEntry) throws -> [Identifier<Indicator>: String] {
        var units: [Identifier<Indicator>: String] = [:]
        var sum = Checksum()
        let rows = try database.cachedStatement(sql: "SELECT indicator, unit, batch FROM unit")
        for row in try Row.fetchAll(rows) {
            let (indicator, unit) = (try row.decode(String.self, atIndex: 0), try row.decode(String.self, atIndex: 1))
            let batch: Int = try row.decode(atIndex: 2)
            guard batch <= entry.batch else { continue }
            units[Identifier(indicator)] = unit
            sum += Checksum(ofUnit: unit, of: indicator, batch: batch)
        }
        guard sum == entry.unitsSum else { throw DatabaseError.damage("the units do not fit their checksum") }
        return units
    }

    /// Keeps the units of a batch's indicators that have none yet, and goes on with their checksum in the batch's entry.
    ///
    /// - Throws: `RecordFailure.unitChanged` where one is kept already, and is another.
    func require(
        _ units: [Identifier<Indicator>: String], after newest: LedgerEntry, for entry: inout LedgerEntry
    ) throws {
        let known = try all(upTo: newest)
        for (indicator, unit) in units.sorted(by: { $0.key < $1.key }) {
            if let recorded = known[indicator] {
                guard recorded == unit else {
                    throw RecordFailure.unitChanged(indicator: indicator.rawValue, recorded: recorded, asked: unit)
                }
            } else {
                try database.cachedStatement(sql: "INSERT INTO unit (indicator, unit, batch) VALUES (?, ?, ?)")
                    .execute(arguments: [indicator.rawValue, unit, entry.batch])
                entry.unitsSum += Checksum(ofUnit: unit, of: indicator.rawValue, batch: entry.batch)
            }
        }
    }
}
