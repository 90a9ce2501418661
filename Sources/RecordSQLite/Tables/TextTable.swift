import GRDB
import Record

/// The record's interned sources and notes.
struct TextTable {
    private let database: Database
    private var known: [Int32: String] = [:]

    init(_ database: Database) { self.database = database }

    /// The number of each text; those that are new are added.
    func numbers(of texts: [String]) throws -> [Int32] {
        let find = try database.cachedStatement(sql: "SELECT id, sum FROM text WHERE text = ?")
        let add = try database.cachedStatement(sql: "INSERT INTO text (id, text, sum) VALUES (?, ?, ?)")
        var last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM text")) ?? 0
        return try texts.map { text in
            if let row = try Row.fetchOne(find, arguments: [text]) {
                let number: Int64 = try row.decode(atIndex: 0)
                try Self.check(text, number, Checksum(column: try row.decode(atIndex: 1)))
                return Int32(truncatingIfNeeded: number)
            }
            last += 1
            try add.execute(arguments: [last, text, Checksum(ofText: text, number: last).column])
            return Int32(truncatingIfNeeded: last)
        }
    }

    /// The text of a number.
    mutating func text(_ number: Int32) throws -> String {
        if let text = known[number] { return text }
        let find = try database.cachedStatement(sql: "SELECT text, sum FROM text WHERE id = ?")
        guard let row = try Row.fetchOne(find, arguments: [number]) else {
            throw DatabaseError.damage("text \(number) is not there")
        }
        let text: String = try row.decode(atIndex: 0)
        try Self.check(text, Int64(number), Checksum(column: try row.decode(atIndex: 1)))
        known[number] = text
        return text
    }

    /// Makes sure that a text is the one that was kept under its number.
    static func check(_ text: String, _ number: Int64, _ sum: Checksum) throws {
        guard Checksum(ofText: text, number: number) == sum else {
            throw DatabaseError.damage("text \(number) does not fit its checksum")
        }
    }
}
