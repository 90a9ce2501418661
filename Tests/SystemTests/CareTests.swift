import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// An operator's care under a real systemd: Scenarios/care goes through it once, the expectations are about what it saw.
    @Suite(.enabled(if: getuid() == 0, "SKIPPED: needs root, for a private systemd"))
    struct CareTests {
        @Test func `backups are kept and restored, and credentials are rotated without a scrape lost`() throws {
            let steps = try Scenario.run("care", on: Program.buildFolder)
            func output(_ name: String) -> String { steps[name]?.output ?? "" }
            let failing = ["readable-by-all": 78, "no-credential": 78]
            for (name, step) in steps {
                #expect(step.status == failing[name] ?? 0, "\(name): \(step.output)")
            }
            #expect(steps.count == 49)

            #expect(output("timers-next") == "2")
            // Of the 25, those of 2020 are old: the newest 13 of them stay beside the new one.
            #expect(output("kept") == "14\nmosaic-20200602T000000Z.db")
            for exposure in output("security").matches(of: /exposure level for mosaic-[a-z]+.service: ([0-9.]+)/) {
                #expect(try #require(Double(exposure.1)) <= 0.4)
            }

            #expect(output("fetched") == "1\nmosaic")
            let fetching = try #require(output("fetch-security").firstMatch(of: /exposure level for .*: ([0-9.]+)/)?.1)
            #expect(try #require(Double(fetching)) <= 1.1)

            #expect(output("secret-mode") == "root 600")
            #expect(output("readable-by-all").contains("may be read by every user"))
            #expect(output("no-credential").contains("expected LoadCredential="))
            let scrapes = try #require(
                output("scrapes").firstMatch(of: /^([0-9]+) scrapes, ([0-9]+) failed, ([0-9]+) certificates/))
            #expect(try #require(Int(scrapes.1)) > 50)
            #expect(scrapes.2 == "0" && scrapes.3 == "2", "\(output("scrapes"))")
        }
    }
}
