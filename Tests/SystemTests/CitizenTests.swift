import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The service as systemd's citizen: Scenarios/citizen goes through it once, the expectations are about what it saw.
    @Suite(.enabled(if: getuid() == 0, "SKIPPED: needs root, for a private systemd"))
    struct CitizenTests {
        @Test func `the service takes sockets, reloads, keeps a journal, is watched and is confined as its unit says`()
            throws
        {
            let steps = try Scenario.run("citizen", on: Program.buildFolder)
            func output(_ name: String) -> String { steps[name]?.output ?? "" }
            func lines(_ name: String) -> [String] { output(name).components(separatedBy: "\n") }

            for (name, step) in steps where name != "shell" {
                #expect(step.status == 0, "\(name): \(step.output)")
            }
            #expect(steps.count == 53)

            #expect(output("not-yet") == "inactive" && output("active") == "active")
            #expect(output("by-path") == "HTTP/1.1 200 OK" || output("by-path") == "HTTP/1.0 200 OK")
            #expect(output("socket-mode") == "mosaic mosaic 660")
            let scrapes = try #require(output("scrapes").firstMatch(of: /^([0-9]+) scrapes, ([0-9]+) failed/))
            #expect(try #require(Int(scrapes.1)) > 100)
            #expect(scrapes.2 == "0", "\(output("scrapes"))")
            #expect(output("same-process") == "0")

            #expect(lines("journal-batch").count == 2)
            #expect(lines("journal-batch").contains { $0.hasPrefix("batch recorded batch=2 file=- recorded_by=root") })
            let change = "target state changed after=met batch=2 before=missed indicator=computing_power region=CN-NX"
            #expect(lines("journal-batch").contains { $0.hasPrefix(change) })
            #expect(lines("journal-region").contains { $0.hasPrefix(change) })
            #expect(output("explained").contains("Target test-met of CN-NX is now met"))
            #expect(output("journal-started").contains("started") && output("journal-stopped").contains("stopped"))

            #expect(lines("watchdog").count >= 2)

            let none = "0000000000000000"
            #expect(
                lines("kernel") == [
                    "CapPrm:\t\(none)", "CapEff:\t\(none)", "CapBnd:\t\(none)", "CapAmb:\t\(none)", "NoNewPrivs:\t1",
                    "Seccomp:\t2",
                ])
            let confined = [
                "write /etc EROFS", "write /usr/bin EROFS", "write /var/lib EROFS", "write /run EACCES",
                "write /home EACCES", "write /var/lib/mosaic done", "write /tmp done", "packet socket EAFNOSUPPORT",
                "netlink socket EAFNOSUPPORT", "vsock socket EAFNOSUPPORT", "tcp socket done", "unix socket done",
                "shell EACCES", "new user EPERM", "mount namespace EPERM", "device ENOENT",
            ]
            #expect(lines("confined") == confined)
            let exposure = try #require(output("security").firstMatch(of: /mosaicd.service: ([0-9.]+)/)?.1)
            #expect(try #require(Double(exposure)) <= 0.2)
            #expect(lines("sockets-only-confined").suffix(confined.count).contains("tcp socket EAFNOSUPPORT"))
            #expect(steps["shell"]?.status != 0)
            #expect(output("shell-result") == "exit-code")
        }
    }
}
