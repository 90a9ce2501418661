import MosaicTestKit
import Synchronization
import Testing

@testable import Commands

/// What `mosaic` does with its arguments, in process.
struct CommandLineTests {
    @Test func `the version is told on standard output`() {
        let outcome = TestWorld().run(["--version"])
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: ".").count == 3)
        #expect(outcome.errors.isEmpty)
    }

    @Test func `help that is asked for, or a name without a command, is told on standard output`() {
        for arguments in [["--help"], [], ["help"]] {
            let outcome = TestWorld().run(arguments)
            #expect(outcome.status == 0, "\(arguments)")
            #expect(outcome.output.contains("SUBCOMMANDS:\n  backfill "), "\(arguments)")
            #expect(outcome.errors.isEmpty, "\(arguments)")
        }
    }

    @Test(arguments: [
        (["show", "--json", "--as-of", "then"], "\"then\" is no point in time; expected"),
        (["diff", "2026", "2027"], "\"2026\" is no point in time, as a year is none; did you mean 2026-01-01?"),
        (["backfil", "x.csv"], "unknown command \"backfil\"; did you mean \"backfill\"?"),
        (["nonsense"], "Unexpected argument 'nonsense'"),
        (["gaps", "--state", "on_trak"], "unknown state \"on_trak\"; did you mean \"on_track\"?"),
        (["gaps", "--from", "a.csv"], "--from needs --targets, the file of targets"),
        (["gaps", "--from", "a.csv", "--targets", "b.csv", "--config", "c"], "--from needs no settings"),
        (["show", "--vintages"], "--vintages is about one series: give an indicator and a region"),
        (["diff", "batch:1", "batch:2", "--json", "--format", "csv"], "--json and --format csv: expected one of them"),
        (["trends", "--window", "0"], "--window 0: expected 1 or more observations"),
    ])
    func `arguments that mean nothing are refused before anything is read`(arguments: [String], fault: String) {
        let outcome = TestWorld().run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(fault), "\(outcome.errors)")
    }

    @Test(arguments: [
        ["batches"], ["batches", "show", "1"], ["batches", "undo", "1"], ["show"], ["trends"], ["gaps"], ["export"],
        ["diff", "batch:1", "batch:2"], ["status"], ["doctor"], ["backup", "b.db"], ["restore", "b.db"],
        ["backfill", "f.csv"],
    ])
    func `a command of a record says which settings are missing`(arguments: [String]) {
        let process = TestWorld(environment: ["MOSAIC_CONFIG": "there.yaml"])
        func failure(of file: String) -> Outcome {
            Outcome(status: 78, output: "", errors: "mosaic: \(file): there is no such file; expected a file to read\n")
        }
        #expect(process.run(arguments) == failure(of: "there.yaml"))
        #expect(process.run(arguments + ["--config", "here.yaml"]) == failure(of: "here.yaml"))
    }

    @Test(arguments: [
        (["backfill", "f.csv"], 1), (["backfill", "--dry-run", "f.csv"], 1), (["show"], 0), (["export"], 0),
        (["doctor"], 0),
    ])
    func `a backfill lets others go first, and nothing that only reads does`(arguments: [String], expected: Int) {
        let count = Mutex(0)
        let world = TestWorld(giveWay: { count.withLock { $0 += 1 } })
        _ = world.run(arguments)
        #expect(count.withLock { $0 } == expected)
    }

    @Test func `the status of a record that is gone tells of the service that has lost it`() {
        let world = TestWorld()
        world.keeper.serve(TestWorld.place, by: 4711, isReading: false)
        let outcome = world.run(["status"])
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("\(TestWorld.place): there is no record"))
        let service = "service: process 4711, which can't read the record and serves its last snapshot\n"
        #expect(outcome.errors.hasPrefix(service))
        _ = world.keeper.record(at: TestWorld.place)
        #expect(world.run(["status"]).output.hasSuffix(service))
    }
}
