import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The Debian packages: made of the built programs, looked at by lintian, and lived with under a real systemd.
    @Suite(
        .enabled(if: getuid() == 0 && Program.isRelease, "SKIPPED: needs root, and a release build to pack"))
    struct PackageTests {
        /// Packs the programs in a folder beside them.
        ///
        /// It is below the repository, which is all that the scenario sees of this machine's files.
        private func pack(in name: String, environment: [String: String] = [:]) throws -> URL {
            let folder = Program.buildFolder.appendingPathComponent(name)
            try? FileManager.default.removeItem(at: folder)
            let made = try Program(path: Repository.url("Tools/deb").path).run(
                [Program.buildFolder.path, folder.path], environment: environment, directory: Repository.root,
                limit: .seconds(540))
            // Lintian's errors and warnings are errors here.
            guard made.status == 0 else { throw KitError("\(made.text)\(made.errors)") }
            return folder
        }

        /// The sums of what a folder's packages hold: for each its own files and those that it installs.
        private func contents(of folder: URL) throws -> String {
            let script = """
                for package in *.deb; do
                    for part in --ctrl-tarfile --fsys-tarfile; do dpkg-deb $part $package | sha256sum; done
                done
                """
            let done = try Program.named("bash").run(["-eo", "pipefail", "-c", script], directory: folder)
            guard done.status == 0 else { throw KitError(done.errors) }
            return done.text
        }

        @Test func `the packages are made, the same each time, installed, upgraded, removed and purged`() throws {
            let folder = try pack(in: "packages")
            // To compress takes longer than all else, and what has the same bytes compresses to the same.
            let again = try pack(
                in: "packages-again", environment: ["LINTIAN": "true", "DPKG_DEB_COMPRESSOR_TYPE": "none"])
            let sums = try contents(of: folder)
            #expect(sums.split(separator: "\n").count == 4)
            #expect(try sums == contents(of: again))

            // Where they were built is nobody's business.
            let search = #"dpkg-deb --fsys-tarfile mosaic_*.deb | grep --count --text --fixed-strings "$0" || true"#
            let paths = try Program.named("bash").run(["-c", search, Repository.root.path], directory: folder)
            #expect(paths.text == "0\n")

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
