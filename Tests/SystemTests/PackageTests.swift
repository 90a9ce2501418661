import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The Debian packages: made of the built programs, looked at by lintian, and lived with under a real systemd.
    @Suite(
        .enabled(if: getuid() == 0 && Program.isRelease, "SKIPPED: needs root, and a release build to pack"))
    struct PackageTests {
        @Test func `the packages are made, installed, upgraded, removed and purged`() throws {
            // Below the repository, which is all that the scenario sees of this machine's files.
            let folder = Program.buildFolder.appendingPathComponent("packages")
            try? FileManager.default.removeItem(at: folder)
            let made = try Program(path: Repository.url("Tools/deb").path)
                .run([Program.buildFolder.path, folder.path], directory: Repository.root, limit: .seconds(540))
            // Lintian's errors and warnings are errors here.
            guard made.status == 0 else { throw KitError("\(made.text)\(made.errors)") }

            let steps = try Scenario.run("deb", on: folder)
            func output(_ name: String) -> String? { steps[name]?.output }
            for (name, step) in steps { #expect(step.status == 0, "\(name): \(step.output)") }
            #expect(steps.count == 31)
            #expect(output("active") == "active" && output("enabled") == "enabled")
            #expect(output("version") != nil && output("version") == output("package-version"))
            // Kibibytes; 90 MB are asked.
            #expect(try #require(output("size").flatMap { Int($0) }) <= 87_890)
            #expect(output("readme") == "6 /tmp/install.txt")
            #expect(output("backfill")?.hasSuffix(": -: 1 row: 1 new") == true)
            #expect(output("settings-kept") == "1")
            #expect(output("purge")?.contains("the record stays in /var/lib/mosaic") == true)
        }
    }
}
