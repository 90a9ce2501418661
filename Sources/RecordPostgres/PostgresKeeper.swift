public import Foundation
public import Indicators
public import Record

/// Keeps records on PostgreSQL servers, each in the schema `mosaic` of a database.
///
/// A record's name is an address: `postgresql://host1,host2,host3/mosaic`. A password comes from the address, from a file
/// `record-password` among systemd's credentials, or from libpq's own password file; no failure shows it.
public struct PostgresKeeper: RecordKeeper {
    private let clock: @Sendable () -> Timestamp
    private let environment: [String: String]

    /// Makes a keeper.
    /// - Parameters:
    ///   - clock: tells when a batch is recorded.
    ///   - environment: names the folder of systemd's credentials.
    public init(
        clock: @escaping @Sendable () -> Timestamp,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.clock = clock
        self.environment = environment
    }

    /// Whether a record's name is meant for PostgreSQL.
    public static func keeps(_ place: String) -> Bool { ServerAddress.isMeant(by: place) }

    /// Hosts and database.
    public func shown(_ place: String) -> String { (try? address(place).place) ?? ServerAddress.hiddenPlace }

    /// Whether a database has a record.
    public func hasRecord(at place: String) throws(RecordFailure) -> Bool {
        try PostgresRecord.version(at: address(place)) != nil
    }

    /// Opens the record that a database has; the database itself has to be there.
    public func open(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any RecordStore {
        try PostgresRecord.open(address(place), for: access, clock: clock)
    }

    /// Does nothing: the server knows by itself who may do what.
    public func becomeOwner(ofRecordAt place: String) throws(RecordFailure) { _ = try address(place) }

    /// Takes nothing: several services may serve one record.
    public func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock { SharedService() }

    /// None is known: a service may be on any machine.
    public func service(ofRecordAt place: String) -> RecordService? { nil }

    /// Refuses: a backup is the server's own.
    public func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup {
        throw .unreadable(
            place: try address(file).place,
            why: "a record on PostgreSQL is restored by pg_restore or pgBackRest, as docs/scale.md says")
    }

    private func address(_ place: String) throws(RecordFailure) -> ServerAddress {
        try ServerAddress(place, environment: environment)
    }
}

/// The right to serve a record, which every service has.
private final class SharedService: ServiceLock {
    func release() {}
    func yield() {}
    func claim() throws(RecordFailure) {}
}
