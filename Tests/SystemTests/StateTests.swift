import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The state directory under a real systemd: Scenarios/state does to it what happens, the expectations are about what it saw.
    @Suite(.enabled(if: getuid() == 0, "SKIPPED: needs root, for a private systemd"))
    struct StateTests {
        @Test func `a state that is gone, foreign, older, full or read-only ends in words, and none of it is lost`()
            throws
        {
            let steps = try Scenario.run("state", on: Program.buildFolder)
            func output(_ name: String) -> String { steps[name]?.output ?? "" }
            for (name, step) in steps { #expect(step.status == 0, "\(name): \(step.output)") }
            #expect(steps.count == 53)

            #expect(
                output("secret-report")
                    == "secret.csv: can't be opened: Permission denied; let the service's user read it")
            #expect(output("inbox-full").isEmpty && output("inbox-full-state") == "active")
            #expect(output("inbox-waits").contains("inbox\tlate.csv\twaiting"))
            // The record is on an overlay here, where its lock is to be found all the same.
            #expect(!output("inbox-waits").contains("no service runs"))

            #expect(output("newer-status").contains("install a newer Mosaic"))
            #expect(output("newer-state") == "failed" && output("newer-restarts") == "0")
            // The start took longer than the unit allows, and got more time as it got on.
            #expect(output("older-state") == "active" && output("older-restarts") == "0")

            // A start that fails takes a moment beside its pause: the last one has to come while the first still counts.
            let limit = /RestartUSec=1s\nStartLimitIntervalUSec=([0-9]+)min\nStartLimitBurst=([0-9]+)/
            let found = try #require(output("limit").wholeMatch(of: limit))
            let (minutes, starts) = try (#require(Int(found.1)), #require(Int(found.2)))
            #expect(starts * 4 <= minutes * 60)
            #expect(output("full-status").contains("the disk is full") && output("full-state") == "failed")
            #expect(output("read-only-status").contains("Read-only file system"))
            #expect(output("read-only-state") == "failed")
        }
    }
}
