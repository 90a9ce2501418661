import Foundation
import Indicators
import Record

extension RecordConformance {
    static let unitChecks = [
        RecordConformance("an indicator keeps the unit of its first batch, and a batch in another is refused") {
            record in
            let key = SeriesKey(indicator: "computing_power", region: "CN-NM")
            func append(unit: String, _ value: Double) throws {
                let row = StatedRow(
                    StatementKey(key, try period(2020)), .figure(value: value, status: .normal, bound: .equal),
                    published: CalendarDate(daysSince1970: 18_262))
                let draft = BatchDraft(
                    input: BatchInput(
                        file: "f.csv", sha256: [UInt8](repeating: UInt8(value), count: 32), reading: "csv"),
                    isRetraction: false, recordedBy: "statistician", timeZone: .gmt,
                    units: [key.indicator: unit, "unsaid": "percent"], allowed: [.revision])
                _ = try record.append(draft, StatementBuffer([row]), dryRun: false)
            }
            try append(unit: "PFLOPS", 1)
            try append(unit: "PFLOPS", 2)
            try expect(try record.units(), [key.indicator: "PFLOPS"], "units")
            let error = RecordFailure.unitChanged(indicator: "computing_power", recorded: "PFLOPS", asked: "EFLOPS")
            try expectError(error, "a batch in another unit") { try append(unit: "EFLOPS", 3) }
            try expect(try record.batches().count, 2, "batches")
        }
    ]

    private static func period(_ year: Int) throws -> Period {
        guard let period = Period(year: year) else { throw Mismatch(description: "\(year) is no year") }
        return period
    }
}
