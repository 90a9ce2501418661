internal import Exchange
internal import Indicators
internal import Record

/// The rows of an input whose series may not be written: the first of them as they stand in the input, and how many there are.
struct ForbiddenRows: Sendable {
    /// One of them.
    struct Row: Sendable {
        let series: SeriesKey
        let year: Int16
        let row: RowLocation
    }

    private(set) var kept: [Row] = []
    private(set) var count = 0

    /// Looks for them among rows that are right.
    ///
    /// - Parameter file: what was read; nil, or with an error: there is nothing to be looked at.
    init(in file: ObservationFile?, outside scope: SeriesScope) throws(RecordFailure) {
        guard let file, !scope.isEverything, !file.diagnostics.hasErrors else { return }
        let series = file.statements.series
        guard !series.allSatisfy(scope.includes) else { return }
        do {
            try file.statements.forEachStretch { stretch in
                for row in stretch.rows where !scope.includes(series[Int(row.series)]) {
                    add(Row(series: series[Int(row.series)], year: row.year, row: row.location))
                }
            }
        } catch {
            throw .inputUnreadable(why: "\(error)")
        }
    }

    private mutating func add(_ row: Row) {
        count += 1
        let index = kept.firstIndex { row.row < $0.row } ?? kept.count
        guard index < Diagnostics.keptOfAKind else { return }
        kept.insert(row, at: index)
        if kept.count > Diagnostics.keptOfAKind { kept.removeLast() }
    }
}
