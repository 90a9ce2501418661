import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Manual pages and completions, as `make install` has them made of the programs.
    @Suite struct PagesTests {
        /// Made once, as each program's help is asked for.
        private static let share = Result { () throws -> TemporaryFolder in
            let folder = try TemporaryFolder()
            let done = try Program(path: Repository.url("Tools/pages").path)
                .run([Program.buildFolder.path, folder.path("share")])
            guard done.status == 0 else { throw KitError(done.errors) }
            return folder
        }

        private func page(_ name: String) throws -> String {
            let file = try Self.share.get().path("share/man/man\(name.suffix(1))/\(name)")
            return try Program.named("man").run(
                ["--local-file", file], environment: ["MANWIDTH": "10000", "LC_ALL": "C.UTF-8"]
            ).text
        }

        /// The commands of `mosaic`, and those of them that have commands of their own.
        private static let commands = [
            [], ["backfill"], ["batches"], ["batches", "list"], ["batches", "show"], ["batches", "undo"], ["show"],
            ["trends"], ["spread"], ["gaps"], ["report"], ["export"], ["diff"], ["status"], ["doctor"], ["backup"],
            ["restore"], ["migrate"], ["catalog"], ["catalog", "check"], ["catalog", "draft"], ["inbox"],
            ["inbox", "list"], ["inbox", "retry"], ["fetch"],
            ["token"], ["token", "new"],
        ]

        @Test(arguments: commands)
        func `a command's page says what its help says, and its exit statuses`(command: [String]) throws {
            let help = try Program.mosaic.run(command + ["--help"]).text
            let page = try page("mosaic\(command.map { "-\($0)" }.joined()).1")
            for option in help.matches(of: /(?m)^ +(?:-\w, )?(--[a-z-]+)/).map(\.output.1) {
                #expect(page.contains(option), "\(option)")
            }
            let abstract = try #require(help.firstMatch(of: /OVERVIEW: (.+)/)?.output.1)
            #expect(page.contains(abstract.prefix(40)))
            #expect(page.contains("75") && page.contains("try again: the record is busy"))
        }

        @Test func `each command has a page, and each page a command`() throws {
            let pages = try FileManager.default.contentsOfDirectory(atPath: Self.share.get().path("share/man/man1"))
            #expect(Set(pages) == Set(Self.commands.map { "mosaic\($0.map { "-\($0)" }.joined()).1" }))
            let subcommands = try Program.mosaic.run(["--help"]).text.matches(of: #/(?m)^  ([a-z]+)  /#).map(\.output.1)
            #expect(!subcommands.isEmpty)
            #expect(Set(subcommands) == Set(Self.commands.filter { $0.count == 1 }.map { $0[0][...] }))
        }

        @Test func `the service's page says what its help says`() throws {
            let help = try Program.mosaicd.run(["--help"]).text
            let page = try page("mosaicd.8")
            for option in help.matches(of: /(?m)^ +(?:-\w, )?(--[a-z.-]+)/).map(\.output.1) {
                #expect(page.contains(option), "\(option)")
            }
        }

        @Test(arguments: [("mosaicd.yaml.5", "exposition.samples_limit"), ("mosaic-files.5", "OBS_STATUS")])
        func `the pages of files are those of docs`(name: String, word: String) throws {
            #expect(try page(name).contains(word))
        }

        @Test(arguments: [
            ("mosaic tre", "trends"), ("mosaic trends sat", "satellites_launched_total"),
            ("mosaic show satellites_launched_total CN-S", "CN-SD"),
            ("mosaic gaps --explain nm-", "nm-2030-new-energy"), ("mosaic gaps --state on", "on_track"),
        ])
        func `bash completes commands, indicators, regions, targets and states`(line: String, word: String) throws {
            let script = """
                PATH="$1:$PATH"
                . "$2"
                read -r -a COMP_WORDS <<< "$3"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE=$3 COMP_POINT=${#3}
                $(complete -p mosaic | sed 's/.*-F \\([^ ]*\\).*/\\1/') mosaic "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let done = try Program.named("bash").run(
                [
                    "-c", script, "bash", Program.buildFolder.path,
                    Self.share.get().path("share/bash-completion/completions/mosaic"), line,
                ], environment: ["MOSAIC_CONFIG": Repository.url("Config/mosaicd.yaml").path])
            let words = done.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(words.contains(word), "\(done.text)\(done.errors)")
        }

        @Test(
            arguments: [("zsh", "zsh/vendor-completions"), ("fish", "fish/vendor_completions.d/mosaic.fish")],
            [
                ("mosaic tre", "mosaic trends"), ("mosaic trends sat", "mosaic trends satellites_launched_total"),
                ("mosaic show satellites_launched_total CN-Q", "mosaic show satellites_launched_total CN-QH"),
                ("mosaic gaps --explain nm-2030-new", "mosaic gaps --explain nm-2030-new-energy"),
                ("mosaic gaps --state on", "mosaic gaps --state on_track"),
            ])
        func `a shell that is typed into completes as bash does`(
            shell: (name: String, completions: String), line: (typed: String, made: String)
        ) throws {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let done = try Program(path: Repository.url("Tests/SystemTests/Scenarios/type-tab").path).run(
                [shell.name, Self.share.get().path("share/\(shell.completions)"), line.typed],
                environment: [
                    "PATH": "\(Program.buildFolder.path):\(path)",
                    "MOSAIC_CONFIG": Repository.url("Config/mosaicd.yaml").path,
                ])
            #expect(done.text == "\(line.made)\n", "\(done.errors)")
        }

        @Test(arguments: ["zsh/vendor-completions/_mosaic", "fish/vendor_completions.d/mosaic.fish"])
        func `other shells are told each command`(file: String) throws {
            let script = try String(contentsOfFile: Self.share.get().path("share/\(file)"), encoding: .utf8)
            #expect(Self.commands.joined().allSatisfy(script.contains))
        }
    }
}
