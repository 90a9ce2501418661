import GRDB
import Record

/// Counts have a column of their own name each, in the tables of batches and, behind `all_`, in the ledger.
extension BatchCounts {
    /// The columns: of all rows, and of each outcome.
    static let columns = ["rows"] + RowOutcome.allCases.map(\.name)

    /// What the columns have, in their order.
    var arguments: StatementArguments { StatementArguments([rows] + RowOutcome.allCases.map { self[$0] }) }

    /// Reads counts from the columns whose names begin alike.
    init(_ row: Row, prefix: String = "") throws {
        self.init()
        rows = try row.decode(forColumn: prefix + "rows")
        for outcome in RowOutcome.allCases { self[outcome] = try row.decode(forColumn: prefix + outcome.name) }
    }
}

extension Database {
    /// The SQL that adds a row of some columns to a table.
    static func inserting(_ columns: [String], into table: String) -> String {
        let marks = Array(repeating: "?", count: columns.count)
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))"
    }
}
