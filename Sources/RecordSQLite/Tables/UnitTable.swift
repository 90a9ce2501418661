import GRDB
import Indicators
import Record

/// The unit in which each indicator's values are: that of its first batch.
struct UnitTable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The unit of every indicator of which a batch up to one was.
    func all(upTo batch: Int) throws -> [Identifier<Indicator>: String] {
        let sql = "SELECT indicator, unit FROM unit WHERE batch <= ?"
        let rows = try Row.fetchAll(database, sql: sql, arguments: [batch])
        return try Dictionary(
            rows.map { (Identifier(try $0.decode(String.self, atIndex: 0)), try $0.decode(String.self, atIndex: 1)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Keeps the units of a batch's indicators that have none yet.
    ///
    /// - Throws: `RecordFailure.unitChanged` where one is kept already, and is another.
    func require(_ units: [Identifier<Indicator>: String], for batch: Int) throws {
        let known = try all(upTo: batch)
        for (indicator, unit) in units.sorted(by: { $0.key < $1.key }) {
            if let recorded = known[indicator] {
                guard recorded == unit else {
                    throw RecordFailure.unitChanged(indicator: indicator.rawValue, recorded: recorded, asked: unit)
                }
            } else {
                try database.execute(
                    sql: "INSERT INTO unit (indicator, unit, batch) VALUES (?, ?, ?)",
                    arguments: [indicator.rawValue, unit, batch])
            }
        }
    }
}
