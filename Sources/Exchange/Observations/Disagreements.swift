internal import Formats
internal import Indicators

/// Rows of one key that do not go together: some dated and some not, or one date and two figures.
struct Disagreements {
    private struct Disagreement {
        var code: Diagnostic.Code
        var row: RowLocation
        var rival: RowLocation
        /// What is said of the row, given words for the place of its rival.
        var message: (String) -> String
        var expected: String
    }

    private var kept: [Disagreement] = []
    private var totals: [Diagnostic.Code: Int] = [:]

    /// Where the rows stand that messages name.
    var locations: Set<RowLocation> { Set(kept.flatMap { [$0.row, $0.rival] }) }

    /// Looks for them in a buffer, whose keys are whole.
    mutating func find(in buffer: StatementBuffer) {
        guard var head = buffer.rows.first else { return }
        // By date: the key's first row of it; empty as long as the key has one row, as most have.
        var rivals: [Int32: StatementBuffer.Row] = [:]
        for row in buffer.rows.dropFirst() {
            guard row.series == head.series, row.year == head.year else {
                head = row
                if !rivals.isEmpty { rivals.removeAll(keepingCapacity: true) }
                continue
            }
            if rivals.isEmpty { rivals[head.published] = head }
            let isDated = row.published != StatementBuffer.Row.undated
            if isDated != (head.published != StatementBuffer.Row.undated) {
                add(.mixedDates, row, head, of: buffer, expected: "give all rows of a key a date, or none") {
                    "has \(isDated ? "a" : "no") source_date, but \($0), of the same key, has \(isDated ? "none" : "one")"
                }
            } else if let rival = rivals[row.published] {
                guard !rival.says(sameAs: row) else { continue }
                add(.conflictingRows, row, rival, of: buffer, expected: "leave out the wrong one") {
                    "says \(row.content.words), but \($0), of the same key and date, says \(rival.content.words)"
                }
            } else {
                rivals[row.published] = row
            }
        }
    }

    private mutating func add(
        _ code: Diagnostic.Code, _ row: StatementBuffer.Row, _ rival: StatementBuffer.Row, of buffer: StatementBuffer,
        expected: String, _ words: @escaping (String) -> String
    ) {
        totals[code, default: 0] += 1
        guard totals[code, default: 0] <= Diagnostics.keptOfAKind else { return }
        let key = buffer.series[Int(row.series)]
        kept.append(
            Disagreement(
                code: code, row: row.location, rival: rival.location,
                message: { "\(key.indicator) \(key.region) \(row.year) \(words($0))" }, expected: expected))
    }

    /// Reports them.
    ///
    /// - Parameter positions: where the values stand in the file, of a form whose lines have several rows; else a line names a row.
    func report(
        in diagnostics: inout Diagnostics, file: String, at positions: [RowLocation: ValueLocation],
        onSheet sheet: String?
    ) {
        for disagreement in kept {
            let position = positions[disagreement.row]
            let rival = positions[disagreement.rival].map {
                sheet == nil ? "\($0.line):\($0.column)" : Diagnostic.cellName(line: $0.line, column: $0.column)
            }
            diagnostics.add(
                Diagnostic(
                    disagreement.code, file: file, line: position?.line ?? Int(disagreement.row.line),
                    column: position?.column ?? 1,
                    message: disagreement.message(rival ?? "line \(disagreement.rival.line)"),
                    expected: disagreement.expected))
        }
        for (code, total) in totals where total > Diagnostics.keptOfAKind {
            diagnostics.count(code, times: total - Diagnostics.keptOfAKind)
        }
    }
}

extension StatementContent {
    /// What is said, for messages.
    fileprivate var words: String {
        switch self {
        case .retraction: "nothing"
        case .figure(let value, let status, let bound):
            [
                bound == .equal ? nil : bound.rawValue, value.map { $0.decimalText },
                status == .normal ? nil : status.rawValue,
            ]
            .compactMap { $0 }.joined(separator: " ")
        }
    }
}
