public import Indicators

extension StatementSource {
    /// Hands over all rows in order, a stretch at a time.
    ///
    /// - Throws: `RecordFailure.inputUnreadable` where they can't be read again: that is no fault of the record.
    public func forEachStretchAgain(_ body: (StatementBuffer) throws -> Void) throws {
        var failure: (any Error)?
        do {
            try forEachStretch { stretch in
                do {
                    try body(stretch)
                } catch {
                    failure = error
                    throw error
                }
            }
        } catch {
            throw failure ?? RecordFailure.inputUnreadable(why: String(describing: error))
        }
    }
}

extension StatementBuffer {
    /// Where the rows of each series stand.
    public var rangesOfSeries: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].series == rows[start].series { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }
}
