import GRDB

/// The tables of a record, and how an older schema becomes a newer one.
///
/// Nothing is ever deleted, and but for checksums nothing changed: batches are added, with the statements that they make.
package struct RecordSchema: Sendable {
    /// Marks a database as a record of Mosaic: `MOSA` in ASCII.
    static let applicationID: Int32 = 0x4D4F_5341

    /// The schema that this Mosaic writes.
    package static let current = RecordSchema(migrations: [.first, .second, .third])

    /// The steps, oldest first: the one at index n leads to schema n + 1.
    package let migrations: [SchemaStep]

    /// Makes a schema of the steps that lead to it.
    package init(migrations: [SchemaStep]) { self.migrations = migrations }

    /// The schema's number.
    package var version: Int { migrations.count }

    /// The number of the schema that a database has.
    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    }

    /// Brings a database to this schema, within the caller's transaction.
    func migrate(_ database: Database) throws {
        let found = try Self.version(of: database)
        guard found < version else { return }
        for step in migrations.dropFirst(found) { try step.take(database) }
        try RecordIdentity.keep(in: database)
        try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }
}

/// A step from one schema to the next: SQL, and then what SQL does not do.
package struct SchemaStep: Sendable, ExpressibleByStringLiteral {
    private let sql: String
    private let complete: @Sendable (Database) throws -> Void

    init(_ sql: String, complete: @escaping @Sendable (Database) throws -> Void) {
        self.sql = sql
        self.complete = complete
    }

    /// Makes a step that SQL does.
    package init(stringLiteral sql: String) { self.init(sql) { _ in } }

    /// Takes the step, within the caller's transaction.
    func take(_ database: Database) throws {
        try database.execute(sql: sql)
        try complete(database)
    }
}
