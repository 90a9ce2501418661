import Foundation
import MosaicTestKit
import Record
import Records
import Testing

@testable import Inbox

/// A process that is killed at each step of a file: nothing is lost, and nothing is recorded twice.
struct KilledIntakeTests {
    @Test(arguments: FolderIntake.Step.allCases, [true, false])
    func `a kill at any step loses no file and records none twice`(step: FolderIntake.Step, isGood: Bool) async throws {
        let folder = try TemporaryFolder()
        let path = folder.url.path
        try FileManager.default.createDirectory(atPath: path + "/inbox", withIntermediateDirectories: false)
        let text = isGood ? InboxBench.csv(2024) : "nothing"
        for name in ["a.csv", "b.csv"] { try folder.write(text + (isGood ? "" : name), to: "inbox/\(name)") }
        let number = step.rawValue
        await #expect(processExitsWith: .signal(9)) { [path = path as String, number = number as Int] in
            let record = try Self.record(in: path)
            let bench = try InboxBench(at: path, on: record, killedAt: FolderIntake.Step(rawValue: number))
            for _ in 0..<5 { bench.step(after: 4) }
        }
        let bench = try InboxBench(at: path, in: folder, on: try Self.record(in: path))
        for _ in 0..<5 { bench.step(after: 4) }
        let kept = bench.names.filter { !$0.contains("report") }
        #expect(kept == (isGood ? ["done/2026/a.csv", "done/2026/b.csv"] : ["failed/a.csv", "failed/b.csv"]))
        #expect(bench.names.count == 6, "\(bench.names)")
        #expect(try bench.batches.count == (isGood ? 1 : 0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path + "/.taking").isEmpty)
    }

    private static func record(in folder: String) throws -> any RecordStore {
        try RecordEngines(clock: TestClock.read).open(folder + "/mosaic.db", for: .creating)
    }
}
