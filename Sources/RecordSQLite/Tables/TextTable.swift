import GRDB

/// The record's interned sources and notes.
struct TextTable {
    private let database: Database
    private var known: [Int32: String] = [:]

    init(_ database: Database) { self.database = database }

    /// The number of each text; those that are new are added.
    func numbers(of texts: [String]) throws -> [Int32] {
        let find = try database.cachedStatement(sql: "SELECT id FROM text WHERE text = ?")
        let add = try database.cachedStatement(sql: "INSERT INTO text (text) VALUES (?)")
        return try texts.map { text in
            if let number = try Int32.fetchOne(find, arguments: [text]) { return number }
            try add.execute(arguments: [text])
            return Int32(truncatingIfNeeded: database.lastInsertedRowID)
        }
    }

    /// The text of a number.
    mutating func text(_ number: Int32) throws -> String {
        if let text = known[number] { return text }
        let find = try database.cachedStatement(sql: "SELECT text FROM text WHERE id = ?")
        guard let text = try String.fetchOne(find, arguments: [number]) else {
            throw DatabaseError.damage("text \(number) is not there")
        }
        known[number] = text
        return text
    }
}
