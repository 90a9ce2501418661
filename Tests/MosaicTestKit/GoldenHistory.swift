public import Foundation
import Indicators
public import Record

/// A history of the golden file: what is loaded and undone, what each step reports, and what is in force after all of them.
public struct GoldenHistory: Decodable, Sendable, CustomStringConvertible {
    /// The history's name.
    public let id: String
    /// What it is about.
    public let note: String
    let steps: [Step]
    let queries: [Query]

    /// Name and note.
    public var description: String { "\(id): \(note)" }

    struct Step: Decodable, Sendable {
        let backfill: String?
        let retract: String?
        let undo: Int?
        let expect: Expectation
    }

    struct Expectation: Decodable, Sendable {
        let exit: Int?
        let batch: Int?
        let already: Int?
        let rows, new, revised, confirmed, older, unchanged, retracted: Int?
        let revisions: [[GoldenValue]]?
    }

    struct Query: Decodable, Sendable {
        let as_of: String?
        let published_by: String?
        let expect: [[GoldenValue]]?
        let exit: Int?
    }

    /// Reads all histories of a golden file.
    public static func all(in file: URL) throws -> [GoldenHistory] {
        struct File: Decodable {
            let cases: [GoldenHistory]
        }
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
    }

    /// Plays the history on an empty record, and tells everything that is not as expected.
    ///
    /// - Parameter take: takes the history's files in the record's place, and gives what `mosaic backfill --json` prints.
    public func mismatches(on record: any RecordStore, taking take: FileTaking? = nil) throws -> [String] {
        var mismatches: [String] = []
        for (index, step) in steps.enumerated() {
            let found = try play(step, on: record, taking: take)
            let expected = step.expect.lines
            if found != expected {
                mismatches.append("\(id), step \(index + 1): \(found), not \(expected)")
            }
        }
        for query in queries {
            let found = try answer(query, on: record)
            let expected = query.expect.map { $0.map(GoldenValue.line) } ?? ["exit \(query.exit ?? 0)"]
            if found != expected {
                mismatches.append(
                    "\(id), as of \(query.as_of ?? "now"), published by \(query.published_by ?? "now"): \(found), not \(expected)"
                )
            }
        }
        return mismatches
    }

    /// Takes a file's text, as what it says or to take back what it says.
    public typealias FileTaking = (_ text: String, _ isRetraction: Bool) throws -> JSON

    private func play(_ step: Step, on record: any RecordStore, taking take: FileTaking?) throws -> [String] {
        do {
            if let batch = step.undo {
                let preview = try record.undo(batch, by: "statistician", dryRun: true)
                let report = try record.undo(batch, by: "statistician", dryRun: false)
                return GoldenHistory.lines(batch: report.batch, already: report.already, revisions: preview.revisions)
            }
            let isRetraction = step.retract != nil
            let file = GoldenFile(step.retract ?? step.backfill ?? "")
            if let take { return GoldenHistory.lines(of: try take(file.text, isRetraction)) }
            let rows = try file.rows(isRetraction: isRetraction)
            let taken = HistoryStep.file(file.text, rows, isRetraction: isRetraction)
            guard case .append(let report) = try taken.take(on: record) else { return [] }
            let counts = report.counts
            return GoldenHistory.lines(batch: report.batch, already: report.already, revisions: report.revisions) + [
                GoldenHistory.line(
                    rows: counts.rows, counts[.new], counts[.revised], counts[.confirmed], counts[.older],
                    counts[.unchanged],
                    counts[.retracted])
            ]
        } catch is GoldenFile.Refusal {
            return ["exit 65"]
        } catch RecordFailure.noSuchBatch {
            return ["exit 66"]
        }
    }

    private func answer(_ query: Query, on record: any RecordStore) throws -> [String] {
        var asOf = AsOf()
        if let text = query.as_of { asOf.recorded = Int(text.dropFirst("batch:".count)).map(AsOf.Recorded.batch) }
        if let text = query.published_by { asOf.publishedBy = CalendarDate(GoldenFile.dated(text)) }
        var lines: [String] = []
        do {
            try record.view().figures(SeriesSelection(), asOf: asOf) { figures in
                lines += figures.map { figure in
                    let observation = figure.observation
                    return GoldenValue.line([
                        .text(figure.series.indicator.rawValue), .text(figure.series.region.rawValue),
                        .number(Double(observation.period.year)), GoldenValue(observation.value),
                        .text(observation.status.rawValue), .text(observation.bound.rawValue),
                        .text(figure.published.description),
                    ])
                }
            }
        } catch RecordFailure.noSuchBatch {
            return ["exit 66"]
        }
        return lines
    }
}

extension GoldenHistory {
    fileprivate static func lines(batch: Int?, already: Int?, revisions: [Revision]) -> [String] {
        ["batch \(batch ?? 0), already \(already ?? 0)"]
            + revisions.map { revision in
                GoldenValue.line([
                    .text(revision.series.indicator.rawValue), .text(revision.series.region.rawValue),
                    .number(Double(revision.period.year)), GoldenValue(revision.old), GoldenValue(revision.new),
                ])
            }
    }

    /// The same of a report as the command prints it.
    fileprivate static func lines(of report: JSON) -> [String] {
        guard report["errors"] == nil else { return ["exit 65"] }
        func count(_ key: String) -> Int { report[key]?.int ?? 0 }
        func value(_ json: JSON?) -> GoldenValue { json?.string.map(GoldenValue.text) ?? GoldenValue(json?.number) }
        let revisions = (report["revisions"]?.elements ?? []).map { revision in
            GoldenValue.line(["indicator", "region", "period", "old", "new"].map { value(revision[$0]) })
        }
        return ["batch \(count("batch")), already \(count("already"))"] + revisions + [
            line(
                rows: count("rows"), count("new"), count("revised"), count("confirmed"), count("older"),
                count("unchanged"), count("retracted"))
        ]
    }

    fileprivate static func line(
        rows: Int, _ new: Int, _ revised: Int, _ confirmed: Int, _ older: Int, _ unchanged: Int, _ retracted: Int
    ) -> String {
        """
        rows \(rows), new \(new), revised \(revised), confirmed \(confirmed), older \(older), \
        unchanged \(unchanged), retracted \(retracted)
        """
    }
}

extension GoldenHistory.Expectation {
    fileprivate var lines: [String] {
        if let exit { return ["exit \(exit)"] }
        var lines = ["batch \(batch ?? 0), already \(already ?? 0)"] + (revisions ?? []).map(GoldenValue.line)
        if let rows, let new, let revised, let confirmed, let older, let unchanged, let retracted {
            lines.append(GoldenHistory.line(rows: rows, new, revised, confirmed, older, unchanged, retracted))
        }
        return lines
    }
}

/// A text, a number or nothing; `{today}` is the day of the tests' clock.
enum GoldenValue: Decodable, Hashable, Sendable {
    case nothing, number(Double), text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(GoldenFile.dated(try container.decode(String.self)))
        }
    }

    init(_ number: Double?) { self = number.map(GoldenValue.number) ?? .nothing }

    static func line(_ values: [GoldenValue]) -> String {
        values.map { value in
            switch value {
            case .nothing: "–"
            case .number(let number): "\(number)"
            case .text(let text): text
            }
        }.joined(separator: " ")
    }
}
