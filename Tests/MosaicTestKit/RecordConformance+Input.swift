import Indicators
import Record

extension RecordConformance {
    static let inputChecks = [1, 300].map { count in
        RecordConformance(
            "rows of \(count) series that can't be read again are no fault of the record, which stays as it was"
        ) { record in
            guard let period = Period(year: 2020) else { return }
            let rows = (0..<count).map { number in
                StatedRow(
                    StatementKey(SeriesKey(indicator: Identifier("made_\(1000 + number)"), region: "CN"), period),
                    .figure(value: 1, status: .normal, bound: .equal),
                    published: CalendarDate(daysSince1970: 18_262))
            }
            guard case .append(let draft, let buffer, _) = HistoryStep.file("whole", rows) else { return }
            _ = try record.append(draft, buffer, dryRun: false)
            guard case .append(let next, let more, _) = HistoryStep.file("torn", rows.map { $0.valued(2) }) else {
                return
            }
            try expectError(.inputUnreadable(why: "the disk is gone"), "rows that can't be read") {
                _ = try record.append(next, TornRows(rows: more), dryRun: false)
            }
            try expect(try record.batches().count, 1, "batches")
            try expect(try record.allFigures().map(\.observation.value), rows.map { _ in 1 }, "figures")
        }
    }
}

/// Rows of which the second half can't be read.
private struct TornRows: StatementSource {
    let rows: StatementBuffer

    var series: [SeriesKey] { rows.series }
    var texts: [String] { rows.texts }
    var count: Int { rows.count }

    func forEachStretch(_ body: (StatementBuffer) throws -> Void) throws {
        var half = rows
        half.rows.removeLast(rows.count / 2)
        try body(half)
        throw KitError("the disk is gone")
    }
}

extension StatedRow {
    fileprivate func valued(_ value: Double) -> StatedRow {
        var row = self
        row.content = .figure(value: value, status: .normal, bound: .equal)
        return row
    }
}
