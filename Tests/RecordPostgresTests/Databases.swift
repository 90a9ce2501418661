import Foundation
import Indicators
import MosaicTestKit
import Record
import Synchronization

@testable import RecordPostgres

/// Databases without a record, made as they are needed and handed on from test to test.
enum Databases {
    private static let free = Mutex<[String]>([])

    /// Runs a body with a database that nobody else uses; it is empty again afterwards.
    static func withEmpty<Result>(_ body: (String) throws -> Result) throws -> Result {
        let server = try PostgresServer.shared.get()
        let name = try free.withLock { $0.popLast() } ?? server.makeDatabase()
        let result = try body(name)
        try server.psql("DROP SCHEMA IF EXISTS mosaic CASCADE", in: name)
        free.withLock { $0.append(name) }
        return result
    }

    /// The address of a database.
    static func address(of database: String) throws -> String {
        try PostgresServer.shared.get().address(of: database)
    }
}

/// The keeper of records on servers, with the tests' clock.
let servers = PostgresKeeper(clock: TestClock.read, environment: [:])

/// Runs a body with a new record in a database of its own.
func withRecord<Result>(_ body: (any RecordStore, _ database: String) throws -> Result) throws -> Result {
    try Databases.withEmpty { database in
        try body(try servers.open(Databases.address(of: database), for: .creating), database)
    }
}

/// Runs SQL in a database, as who may do everything.
@discardableResult
func psql(_ sql: String, in database: String) throws -> String {
    try PostgresServer.shared.get().psql(sql, in: database)
}
