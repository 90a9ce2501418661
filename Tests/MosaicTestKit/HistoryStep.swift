public import Foundation
public import Indicators
public import Record

/// A step of a record's history: a batch that is appended, or undone.
public enum HistoryStep: Sendable {
    /// A file, what is recorded of it, and when.
    case append(BatchDraft, StatementBuffer, at: Timestamp)
    /// An undo of a batch, at a time.
    case undo(Int, at: Timestamp)

    /// A file of some rows, with the bytes that a name stands for; nothing that guards find stops it, if that isn't said.
    public static func file(
        _ bytes: String, _ rows: [StatedRow], at now: Timestamp = .noon, zone: TimeZone = .shanghai,
        reading: String = "csv", isRetraction: Bool = false, units: [Identifier<Indicator>: String] = [:],
        allowing allowed: Set<SeriesGuard> = Set(SeriesGuard.allCases)
    ) -> HistoryStep {
        let rows = isRetraction ? rows.map(\.retracted) : rows
        let draft = BatchDraft(
            input: BatchInput(file: "\(bytes).csv", sha256: digest(of: bytes), reading: reading),
            isRetraction: isRetraction, recordedBy: "statistician", timeZone: zone, units: units, allowed: allowed)
        return .append(draft, StatementBuffer(rows), at: now)
    }

    /// The same batch, all of its rows in cells of one line: the first in the line's field 1.
    public var inOneLine: HistoryStep {
        guard case .append(let draft, var buffer, let now) = self else { return self }
        for index in buffer.rows.indices {
            let offset = Int(buffer.rows[index].location.line) - 2
            buffer.rows[index].location = RowLocation(line: 2, field: offset + 1)
        }
        return .append(draft, buffer, at: now)
    }

    /// 32 bytes that stand for a text; two texts of one digest do not come in tests.
    static func digest(of text: String) -> [UInt8] {
        var seed: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { seed = (seed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var generator = SeededGenerator(seed: seed)
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Takes the step, in earnest or as a dry run, and tells what was reported.
    @discardableResult
    public func take(on record: any RecordStore, dryRun: Bool = false) throws(RecordFailure) -> StepReport {
        switch self {
        case .append(let draft, let buffer, let now):
            try TestClock.at(now) { () throws(RecordFailure) in
                .append(try record.append(draft, buffer, dryRun: dryRun))
            }
        case .undo(let batch, let now):
            try TestClock.at(now) { () throws(RecordFailure) in
                .undo(try record.undo(batch, by: "statistician", dryRun: dryRun))
            }
        }
    }
}

/// What a step reported.
public enum StepReport: Hashable, Sendable {
    /// Of an append.
    case append(AppendReport)
    /// Of an undo.
    case undo(UndoReport)
}

extension StatedRow {
    /// The same row in a file that takes back.
    var retracted: StatedRow {
        var row = self
        row.content = .retraction
        return row
    }
}

extension Timestamp {
    /// 2026-03-15 12:00 in China: the clock of every test that sets no other.
    public static let noon = Timestamp(microseconds: 1_773_547_200_000_000)

    /// A later or earlier instant.
    public func adding(seconds: Int) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64(seconds) * 1_000_000)
    }
}

extension TimeZone {
    /// China's zone, which has had no summer time since 1991.
    public static let shanghai = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
}
