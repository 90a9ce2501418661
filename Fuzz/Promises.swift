import Formats
import Indicators
import MosaicTestKit

@testable import Exchange

/// What a reader promises of every input, right or wrong.
struct Promises {
    let catalog: Catalog
    private let reader = ObservationReader()

    /// Codes of faults that have no place: they are about the whole file, or about what is said beside it.
    private static let wholeFile: Set<Diagnostic.Code> = [
        .emptyFile, .noRows, .binaryFile, .unknownForm, .ambiguousForm, .damagedFile, .missingColumn, .openDimension,
        .alreadySaid, .missingField, .wrongEncoding, .wrongSeparator,
    ]

    /// What is done with an input besides reading it.
    enum Check: CaseIterable {
        /// It is read ten bytes at a time too.
        case cutting
        /// Rows of it that were accepted are written anew and read again.
        case readingAgain
    }

    /// The promises that a reading of some bytes breaks, in words.
    func broken(
        by bytes: [UInt8], _ options: ReadingOptions, _ checks: [Check] = Check.allCases
    ) throws -> [String] {
        let file = try read(bytes, options)
        var broken: [String] = []
        if checks.contains(.cutting), try !file.isSame(as: read(bytes, options, blockSize: 10)) {
            broken.append("ten bytes at a time it is another file")
        }
        broken += faults(of: file.diagnostics, lines: Self.lines(of: bytes))
        let isPacked = bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0x1F, 0x8B])
        let texts = file.statements.texts.reduce(0) { $0 + $1.utf8.count }
        if texts + 32 * file.statements.count > 4096 + 64 * (isPacked ? 200 : 1) * bytes.count {
            broken.append("it takes \(texts) bytes of text and \(file.statements.count) rows")
        }
        guard !file.diagnostics.hasErrors else { return broken }
        let buffer = try file.statements.gathered()
        broken += faults(of: buffer)
        if checks.contains(.readingAgain) { broken += try faults(ofReadingAgain: buffer) }
        return broken
    }

    private func read(
        _ bytes: [UInt8], _ options: ReadingOptions, blockSize: Int = .max
    ) throws -> ObservationFile {
        try reader.read(from: MemorySource(bytes, blockSize: blockSize), catalog: catalog, options: options)
    }

    /// How many lines a text has; nil where the bytes are no plain text.
    private static func lines(of bytes: [UInt8]) -> Int? {
        guard !bytes.starts(with: [0x50, 0x4B]), !bytes.starts(with: [0x1F, 0x8B]), bytes.first ?? 0 < 0xF0 else {
            return nil
        }
        return bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    }

    /// What is wrong with how faults are told.
    private func faults(of diagnostics: Diagnostics, lines: Int?) -> [String] {
        var broken: [String] = []
        for fault in diagnostics.kept {
            if fault.description.contains(where: \.isNewline) { broken.append("a fault of two lines: \(fault)") }
            if fault.severity == .error, fault.line == nil, !Self.wholeFile.contains(fault.code) {
                broken.append("a fault without a place: \(fault)")
            }
            if fault.column != nil, fault.line == nil { broken.append("a column without a line: \(fault)") }
            if let line = fault.line, line < 1 || lines.map({ line > $0 }) == true {
                broken.append("a line that is not there: \(fault)")
            }
            if fault.column ?? 1 < 1 { broken.append("a column that is not there: \(fault)") }
        }
        for (severity, totals) in [
            (Diagnostic.Severity.error, diagnostics.errorTotals), (.warning, diagnostics.warningTotals),
        ] {
            for (code, total) in totals {
                let kept = diagnostics.kept.count { $0.code == code && $0.severity == severity }
                if kept != min(total, Diagnostics.keptOfAKind) {
                    broken.append("\(kept) of \(total) \(code.rawValue) are kept")
                }
            }
        }
        return broken
    }

    /// What is wrong with rows that were accepted: their order, or their range.
    private func faults(of buffer: StatementBuffer) -> [String] {
        var broken: [String] = []
        let places = buffer.rows.map { ($0.series, Int32($0.year), $0.location) }
        if !zip(buffer.series, buffer.series.dropFirst()).allSatisfy({ $0 < $1 })
            || !zip(places, places.dropFirst()).allSatisfy({ $0 < $1 })
        {
            broken.append("rows that are not in order")
        }
        for row in buffer.rows {
            let key = buffer.series[Int(row.series)]
            guard let indicator = catalog.indicator(key.indicator),
                catalog.regions.contains(where: { $0.id == key.region })
            else {
                broken.append("a series that the catalog lacks: \(key)")
                continue
            }
            guard let period = Period(year: Int(row.year)) else {
                broken.append("a year that is none: \(row.year)")
                continue
            }
            guard case .figure(let value, let status, _) = row.content else { continue }
            if let value, !value.isFinite || !indicator.admits(value) { broken.append("\(key) \(period): \(value)") }
            if value == nil ? !status.allowsNoValue : status.saysNone {
                broken.append("\(key) \(period): \(status) beside \(value.map { "\($0)" } ?? "nothing")")
            }
            if period.year > 2026, status != .forecast { broken.append("\(key) \(period) is still to come") }
        }
        return broken
    }

    /// Rows that are written as long CSV, as an export does, say the same when they are read.
    private func faults(ofReadingAgain buffer: StatementBuffer) throws -> [String] {
        guard !buffer.rows.isEmpty, !buffer.rows.contains(where: { $0.content == .retraction }) else { return [] }
        var (bytes, writer) = ([UInt8](), CSVWriter())
        writer.append(row: ObservationField.columns, to: &bytes)
        for row in buffer.rows {
            guard case .figure(let value, let status, let bound) = row.content else { continue }
            let key = buffer.series[Int(row.series)]
            let unit = catalog.indicator(key.indicator)?.unit.symbol ?? ""
            writer.append(
                row: [
                    key.indicator.rawValue, key.region.rawValue, String(row.year), value?.decimalText ?? "", unit,
                    status.rawValue, bound.rawValue, buffer.texts[Int(row.source)],
                    row.date?.description ?? "", row.note < 0 ? "" : buffer.texts[Int(row.note)],
                ], to: &bytes)
        }
        let options = ReadingOptions(file: "again.csv", format: "csv", today: CalendarDate(daysSince1970: 20_513))
        let again = try read(bytes, options)
        guard !again.diagnostics.hasErrors else { return ["written anew it is refused: \(again.diagnostics.lines)"] }
        let other = try again.statements.gathered()
        let isSame =
            other.series == buffer.series && other.rows.count == buffer.rows.count
            && zip(buffer.rows, other.rows).allSatisfy { row, same in
                row.series == same.series && row.year == same.year && row.content == same.content
                    && row.published == same.published && buffer.texts[Int(row.source)] == other.texts[Int(same.source)]
                    && (row.note < 0 ? nil : buffer.texts[Int(row.note)])
                        == (same.note < 0 ? nil : other.texts[Int(same.note)])
            }
        return isSame ? [] : ["written anew it says something else"]
    }
}

extension ObservationFile {
    /// Whether another reading of the same bytes found the same.
    fileprivate func isSame(as other: ObservationFile) -> Bool {
        guard diagnostics == other.diagnostics, sha256 == other.sha256, reading == other.reading,
            detected == other.detected, account == other.account, sheet == other.sheet,
            statements.series == other.statements.series, statements.texts == other.statements.texts,
            let rows = try? statements.gathered().rows, let others = try? other.statements.gathered().rows
        else { return false }
        return rows.count == others.count
            && zip(rows, others).allSatisfy { row, same in
                row.series == same.series && row.year == same.year && row.content == same.content
                    && row.published == same.published && row.source == same.source && row.note == same.note
                    && row.location == same.location
            }
    }
}

extension StatementBuffer.Row {
    /// When it was published; nil: it has no date.
    fileprivate var date: CalendarDate? {
        published == Self.undated ? nil : CalendarDate(daysSince1970: published)
    }
}
