internal import Formats
internal import Indicators

/// What is said of faults.
extension LongCSVReading where Self: ~Copyable {
    /// Reports a fault of the whole input, or of a place in it.
    mutating func report(
        _ code: Diagnostic.Code, severity: Diagnostic.Severity = .error, line: Int? = nil, column: Int? = nil,
        message: String, value: String? = nil, expected: String? = nil
    ) {
        diagnostics.add(
            Diagnostic(
                code, severity: severity, file: file, line: line, column: column, message: message,
                value: value, expected: expected))
    }

    /// Reports a fault of a field; what is said of it is worked out only where it is kept.
    mutating func report(
        _ code: Diagnostic.Code, _ reader: borrowing CSVBlock, _ field: Int,
        _ words: (_ text: String) -> (message: String, expected: String)
    ) {
        guard diagnostics.keeps(code) else {
            diagnostics.count(code)
            return
        }
        let place = reader.position(ofField: field)
        let text = reader.text(ofField: field)
        let (message, expected) = words(text.count > 80 ? text.prefix(80) + "…" : text)
        report(code, line: place.line, column: place.column, message: message, value: text, expected: expected)
    }

    /// Reports a row that is no CSV.
    mutating func report(_ fault: CSVFault) {
        let place = fault.position
        let parts = fault.kind.message().split(separator: "; ", maxSplits: 1).map(String.init)
        let advice = fault.kind == .invalidUTF8 ? adviceOnEncoding : nil
        report(
            Diagnostic.Code(rawValue: fault.kind.rawValue), line: place.line, column: place.column,
            message: parts[0],
            expected: advice ?? parts.dropFirst().first)
    }

    /// Reports a fault of the header.
    mutating func report(_ fault: CSVColumns.Fault, of reader: borrowing CSVBlock) {
        switch fault {
        case .missing(let name):
            report(
                .missingColumn, line: reader.line, column: 1, message: "no column \(name)",
                expected: "required are \(requiredColumns.joined(separator: ", "))")
        case .doubled(let name, let place):
            let position = reader.position(ofField: place)
            report(
                .doubledColumn, line: position.line, column: position.column, message: "a second column \(name)",
                value: name, expected: "leave one out")
        case .misspelt(let name, let known, let place):
            let position = reader.position(ofField: place)
            report(
                .misspeltColumn, line: position.line, column: position.column, message: "unknown column \"\(name)\"",
                value: name, expected: "did you mean \"\(known)\"?")
        case .unknown(let name, let place):
            let position = reader.position(ofField: place)
            report(
                .unknownColumn, severity: .warning, line: position.line, column: position.column,
                message: "unknown column \"\(name)\" is not read", value: name,
                expected: "known are \(LongCSVColumns.all.joined(separator: ", "))")
        }
    }

    /// Reports rows of one key that do not go together: some dated and some not, or one date and two figures.
    mutating func reportDisagreements(in buffer: StatementBuffer) {
        guard var head = buffer.rows.first else { return }
        // By date: the key's first row of it.
        var rivals = [head.published: head]
        for row in buffer.rows.dropFirst() {
            guard row.series == head.series, row.year == head.year else {
                head = row
                rivals.removeAll(keepingCapacity: true)
                rivals[head.published] = head
                continue
            }
            let isDated = row.published != StatementBuffer.Row.undated
            if isDated != (head.published != StatementBuffer.Row.undated) {
                reportRow(
                    .mixedDates, row, buffer,
                    "has \(isDated ? "a" : "no") source_date, but line \(head.location.line), of the same key, has \(isDated ? "none" : "one")",
                    expected: "give all rows of a key a date, or none")
            } else if let rival = rivals[row.published] {
                guard !rival.says(sameAs: row) else { continue }
                reportRow(
                    .conflictingRows, row, buffer,
                    "says \(row.content.words), but line \(rival.location.line), of the same key and date, says \(rival.content.words)",
                    expected: "leave out the wrong one")
            } else {
                rivals[row.published] = row
            }
        }
    }

    private mutating func reportRow(
        _ code: Diagnostic.Code, _ row: StatementBuffer.Row, _ buffer: StatementBuffer, _ message: String,
        expected: String
    ) {
        let key = buffer.series[Int(row.series)]
        report(
            code, line: Int(row.location.line), column: 1,
            message: "\(key.indicator) \(key.region) \(row.year) \(message)",
            expected: expected)
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
