import Indicators
import MosaicTestKit
import Record
import RecordSQLite

extension StatedRow {
    /// A row of one series, published on 2020-01-01.
    static func sample(
        _ value: Double, year: Int = 2020, published: Int32 = 18_262, note: String? = nil
    ) -> StatedRow {
        let series = SeriesKey(indicator: "computing_power", region: "CN-NM")
        guard let period = Period(year: year) else { preconditionFailure("\(year) is no year") }
        return StatedRow(
            StatementKey(series, period), .figure(value: value, status: .normal, bound: .equal),
            published: CalendarDate(daysSince1970: published), note: note)
    }
}

extension SQLiteRecord {
    /// Opens the record at a path, with the tests' clock.
    static func open(
        path: String, for access: RecordAccess, busyTimeout: Duration = .seconds(30), schema: RecordSchema = .current,
        leastForFeed: Int = 256
    ) throws(RecordFailure) -> SQLiteRecord {
        try open(
            path: path, for: access, clock: TestClock.read, busyTimeout: busyTimeout, schema: schema,
            leastForFeed: leastForFeed)
    }
}

/// The keeper of records in files, with the tests' clock.
let files = SQLiteKeeper(clock: TestClock.read)
