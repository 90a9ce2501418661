import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `make install` into a folder, as who packs does, and `make uninstall`.
    @Suite struct InstallTests {
        @Test func `the version is one number in one place, which both programs tell`() throws {
            let version = try Program.mosaic.run(["--version"]).text.trimmingCharacters(in: .newlines)
            #expect(try Program.mosaicd.run(["--version"]).text == "\(version)\n")
            #expect(version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil)
            let log = try String(contentsOf: Repository.url("CHANGELOG.md"), encoding: .utf8)
            let newest = log.firstMatch(of: /(?m)^## \[([0-9.]+)\]/)?.1
            #expect(newest.map { $0 == version } ?? true)
            let search = ["--recursive", "--files-with-matches", "--word-regexp", "--fixed-strings", version]
            let places = [
                "Config", "Makefile", "Package.swift", "README.md", "Sources", "Tools", "debian", "docs", "systemd",
            ]
            let found = try Program.named("grep").run(search + places, directory: Repository.root)
            #expect(found.text == "Sources/Reports/MosaicVersion.swift\n")
        }

        @Test func `the same sources build twice to the same bytes, whatever the times of their files`() throws {
            let folder = try TemporaryFolder()
            for name in ["Tools", "Sources/CTwo/include", "Sources/two"] {
                try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
            }
            try FileManager.default.copyItem(
                atPath: Repository.url("Tools/build").path, toPath: folder.path("Tools/build"))
            try folder.write(
                """
                // swift-tools-version: 6.0
                import PackageDescription
                let package = Package(
                    name: "two",
                    targets: [.target(name: "CTwo"), .executableTarget(name: "two", dependencies: ["CTwo"])])
                """, to: "Package.swift")
            try folder.write("int two(int);\n", to: "Sources/CTwo/include/two.h")
            try folder.write("#include \"two.h\"\nint two(int one) { return 2 * one; }\n", to: "Sources/CTwo/two.c")
            try folder.write("import CTwo\nprint(two(1))\n", to: "Sources/two/main.swift")
            func build(_ date: Double) throws -> Data {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: date)],
                    ofItemAtPath: folder.path("Sources/CTwo/include/two.h"))
                let built = try Program(path: folder.path("Tools/build")).run([], limit: .seconds(300))
                #expect(built.status == 0, "\(built.text)\(built.errors)")
                let program = try folder.read(".build/release/two")
                try FileManager.default.removeItem(atPath: folder.path(".build"))
                return program
            }
            let first = try build(1_700_000_000)
            #expect(try first == build(1_800_000_000))
        }

        @Test func `what was installed under a prefix is gone after an uninstall, but for the settings`() throws {
            let folder = try TemporaryFolder()
            func make(_ goal: String) throws -> Finished {
                try Program.named("make").run(
                    [
                        "--no-print-directory", goal, "DESTDIR=\(folder.path("root"))", "PREFIX=/opt/mosaic",
                        "SYSCONFDIR=/opt/etc", "PROGRAMS=\(Program.buildFolder.path)",
                    ], directory: Repository.root)
            }
            func files() throws -> [String] {
                let found =
                    FileManager.default.enumerator(atPath: folder.path("root"))?.compactMap { $0 as? String } ?? []
                return found.filter {
                    let kind = try? FileManager.default.attributesOfItem(atPath: folder.path("root/\($0)"))[.type]
                    return kind as? FileAttributeType != .typeDirectory
                }.sorted()
            }
            let installed = try make("install")
            #expect(installed.status == 0, "\(installed.errors)")
            let there = try files()
            for file in ["bin/mosaicd", "lib/systemd/system/mosaicd.service", "share/man/man8/mosaicd.8"] {
                #expect(there.contains("opt/mosaic/\(file)"))
            }
            let unit = try String(
                decoding: folder.read("root/opt/mosaic/lib/systemd/system/mosaicd.service"), as: UTF8.self)
            #expect(unit.contains("ExecStart=/opt/mosaic/bin/mosaicd\n") && !unit.contains("/usr/bin/mosaic"))

            try folder.write("# Mine.\n", to: "root/opt/etc/mosaic/mosaicd.yaml")
            #expect(try make("install").status == 0)
            #expect(try folder.read("root/opt/etc/mosaic/mosaicd.yaml") == Data("# Mine.\n".utf8))
            #expect(try make("uninstall").status == 0)
            #expect(
                try files()
                    == ["indicators.yaml", "mosaicd.yaml", "regions.csv", "targets.csv", "web.yml"].map {
                        "opt/etc/mosaic/\($0)"
                    })
        }
    }
}
