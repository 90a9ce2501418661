import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The shipped unit under a real systemd: Scenarios/unit lives its life once, the expectations are about what it saw.
    @Suite(.enabled(if: getuid() == 0, "SKIPPED: needs root, for a private systemd"))
    struct SystemdTests {
        @Test func `the installed unit starts, serves, is fed, is restarted and stops`() throws {
            let steps = try Scenario.run("unit", on: Program.buildFolder)
            func output(_ name: String) -> String? { steps[name]?.output }

            let failing = ["backfill-as-other": 77, "export-as-other": 77, "start-with-a-fault": 1]
            for (name, step) in steps {
                #expect(step.status == failing[name] ?? 0, "\(name): \(step.output)")
            }
            #expect(steps.count == 39)

            #expect(output("verify") == "")
            let exposure = try #require(
                output("security")?.firstMatch(of: /exposure level for mosaicd.service: ([0-9.]+)/)?.1)
            #expect(try #require(Double(exposure)) <= 0.9)

            #expect(output("active") == "active")
            #expect(output("user") == "mosaic")
            let status =
                /[0-9]+ indicators, [0-9]+ regions, [0-9]+ observations; [0-9]+ targets missed, [0-9]+ behind; evaluated [0-9]{2}:[0-9]{2}/
            #expect(output("status")?.wholeMatch(of: status) != nil)
            #expect(output("status-after")?.hasPrefix("1 indicator, 1 region, 1 observation; ") == true)

            #expect(output("backfill-as-root") == "batch 1: -: 1 row: 1 new")
            #expect(output("owner") == "mosaic 750 /var/lib/mosaic\nmosaic 640 /var/lib/mosaic/mosaic.db")
            #expect(output("foreign-files") == "")
            for name in ["backfill-as-other", "export-as-other"] {
                #expect(output(name)?.contains("sudo -u mosaic mosaic") == true)
                #expect(output(name)?.contains("\n") == false)
            }
            #expect(output("backfill-as-mosaic")?.hasPrefix("batch 2: -: 1 row: 1 revised") == true)

            #expect(output("stopped") == "inactive")
            #expect(output("result") == "success")
            #expect(output("exit-status") == "0")

            #expect(output("fault-status") == "78")
            #expect(output("fault-state") == "failed")
            #expect(output("settings-kept") == "1")
            #expect(output("journal")?.contains("did you mean \"web\"?") == true)
            #expect(output("journal")?.contains("Watchdog timeout") == true)
        }
    }
}
