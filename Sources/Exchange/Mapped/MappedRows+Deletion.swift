internal import Formats
internal import Indicators

extension MappedRows where Row: ~Copyable {
    /// Makes the row take back what was said of its key; false: it deletes what a row can't, which is told.
    mutating func takeDeletion<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        let keys = [ObservationField.indicator, .region, .period].filter { !says($0) }
        guard keys.isEmpty else {
            reading.report(
                .deletesAll, at: TextPosition(line: Int(row.location.line), column: 1),
                message: "deletes the figures of every \(keys.map(\.word).joined(separator: " and "))",
                expected: "name the keys one by one, or undo their batches by `mosaic batches undo`")
            return false
        }
        // A mark in an attribute deletes that alone; in the measure, the observation.
        guard says(.value) || !says(.status) else {
            reading.report(
                .deletesAll, self, .status
            ) { _ in
                ("deletes the status and keeps the value", "give the observation by action R, as it is to be")
            }
            return false
        }
        isRetraction = true
        return true
    }
}
