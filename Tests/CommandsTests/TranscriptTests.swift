import ArgumentParser
import Foundation
import Indicators
import MosaicTestKit
import Record
import Synchronization
import Testing

@testable import Commands

/// Each file of Transcripts/ is run in one world and compared whole; `RECORD_SNAPSHOTS=1` writes it anew.
struct TranscriptTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }()

    @Test(arguments: names)
    func `each command tells what its transcript says`(name: String) throws {
        let file = Self.folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let transcript = try Transcript(text)
        let told = try withTemporaryFolder { try transcript.told(in: TestWorld(), folder: $0) { _, _, _ in } }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try told.write(to: file, atomically: true, encoding: .utf8)
        }
        let lines = (told: told.split(separator: "\n"), said: text.split(separator: "\n"))
        let difference = zip(lines.told, lines.said).first { $0 != $1 }
        #expect(told == text, "\(name) differs first in\n\(difference?.0 ?? "its end")")
    }

    @Test func `every subcommand has a transcript`() throws {
        let texts = try Self.names.map { try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8) }
        for command in MosaicCommand.configuration.subcommands {
            let name = try #require(command.configuration.commandName)
            #expect(texts.contains { $0.contains("$ mosaic \(name) ") || $0.contains("$ mosaic \(name)\n") })
        }
    }

    /// A commit between any two calls of the record: a command that asked the record twice would tell of two states.
    @Test(arguments: names)
    func `a commit between any two calls changes no command's output`(name: String) throws {
        let transcript = try Transcript(String(contentsOf: Self.folder.appending(path: name), encoding: .utf8))
        var compared = 0
        _ = try withTemporaryFolder { folder in
            try transcript.told(in: TestWorld(), folder: folder) { world, arguments, outcome in
                guard Self.isReading(arguments), try world.keeper.hasRecord(at: TestWorld.place) else { return }
                var restless = world
                restless.keeper = try Self.restlessKeeper(of: world.keeper.record(at: TestWorld.place))
                #expect(restless.run(arguments) == outcome, "\(arguments)")
                compared += 1
            }
        }
        #expect(compared > 0, "no command of \(name) reads the record")
    }

    @Test(arguments: [("nm-2027", ["computing_power"]), ("qh-2025", ["clean_share", "capacity"])])
    func `an explanation reads the target's indicator and what weighs its mean alone`(
        target: String, indicators: [String]
    ) throws {
        let asked = Mutex<Set<String?>>([])
        let record = NaiveRecord(place: TestWorld.place)
        try Self.commit(1, to: record)
        var world = TestWorld()
        world.keeper = NaiveRecordKeeper { _ in
            RestlessRecord(
                record,
                asked: { selection in
                    _ = asked.withLock { $0.insert(selection.indicator?.rawValue) }
                }, commit: { _ in })
        }
        _ = world.keeper.record(at: TestWorld.place)
        world.now = try #require(Timestamp("2026-03-01T08:00:00Z"))
        let outcome = world.run(["gaps", "--explain", target])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(asked.withLock { $0 } == Set(indicators.map { $0 as String? }))
    }

    /// Whether a command only reads one state of the record, and says nothing of how many bytes it takes.
    private static func isReading(_ arguments: [String]) -> Bool {
        guard let command = arguments.first else { return false }
        return ["show", "trends", "spread", "gaps", "export", "diff", "doctor", "catalog"].contains(command)
            || command == "batches" && !arguments.contains("undo")
    }

    /// A keeper of a record like another, to which somebody commits another figure after each call.
    private static func restlessKeeper(of record: NaiveRecord) throws -> NaiveRecordKeeper {
        let copy = NaiveRecord(place: TestWorld.place)
        copy.replace(by: record)
        let commits = Mutex(0)
        let keeper = NaiveRecordKeeper { _ in
            RestlessRecord(copy) { _ in
                let number = commits.withLock { count in
                    count += 1
                    return count
                }
                #expect(throws: Never.self) { try commit(number, to: copy) }
            }
        }
        _ = keeper.record(at: TestWorld.place)
        return keeper
    }

    /// Records another figure of two series.
    private static func commit(_ number: Int, to record: NaiveRecord) throws {
        let series = [("computing_power", "CN-NM", 500_000.0), ("clean_share", "CN-QH", 10)]
        let rows = try series.map { indicator, region, value in
            let period = try #require(Period(year: 2025))
            return StatedRow(
                StatementKey(SeriesKey(indicator: Identifier(indicator), region: Identifier(region)), period),
                .figure(value: value + Double(number), status: .normal, bound: .equal), published: nil)
        }
        let digest = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)
        let draft = BatchDraft(
            input: BatchInput(file: "another.csv", sha256: digest, reading: "csv"), isRetraction: false,
            recordedBy: "another", timeZone: .gmt, units: ["computing_power": "PFLOPS", "clean_share": "percent"],
            allowed: Set(SeriesGuard.allCases))
        let report = try record.append(draft, StatementBuffer(rows), dryRun: false)
        #expect(report.batch != nil)
    }
}
