import Foundation
import Indicators
import MosaicTestKit
import Record

@testable import RecordPostgres

extension Patience {
    /// For tests of what is not to be had.
    static let short = Patience(
        connecting: .seconds(2), answer: .seconds(3), lock: .milliseconds(200), silence: .seconds(30),
        commit: .milliseconds(500), writing: .seconds(6))
}

extension HistoryStep {
    /// A file of a figure for each of some years, its bytes and values by a number.
    static func sample(_ number: Int, region: String = "CN-NM", years: ClosedRange<Int> = 2015...2024) -> HistoryStep {
        .file(
            "file \(region) \(number)",
            years.compactMap { year in
                guard let period = Period(year: year) else { return nil }
                let series = SeriesKey(indicator: "computing_power", region: Identifier(region))
                return StatedRow(
                    StatementKey(series, period),
                    .figure(value: Double(year) + Double(number) / 10, status: .normal, bound: .equal),
                    published: CalendarDate(daysSince1970: 18_262 + Int32(number)))
            }, units: ["computing_power": "EFLOPS"])
    }
}

/// The record in a database, opened anew.
func openRecord(
    in database: String, for access: RecordAccess = .writing, by port: Int? = nil, patience: Patience = .standard
) throws -> PostgresRecord {
    let name =
        try port.map { "postgresql://mosaic@127.0.0.1:\($0)/\(database)" } ?? Databases.address(of: database)
    return try PostgresRecord.open(
        ServerAddress(name, environment: [:]), for: access, patience: patience, clock: TestClock.read)
}

/// What an examination finds that is no note.
func damage(of record: any RecordStore) throws -> [RecordFinding] {
    try record.examine(against: Catalog(regions: [], indicators: [])).filter { $0.severity != .note }
}
