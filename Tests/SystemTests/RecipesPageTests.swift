import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// docs/recipes.md: its commands, typed one after the other, say what the page says.
    @Suite struct RecipesPageTests {
        private enum Block {
            case file(name: String, text: String)
            case command(String, output: String)
        }

        /// The fenced blocks: "csv NAME" is a file, "console" are commands after "$ " with their output.
        private func blocks() throws -> [Block] {
            let page = try String(decoding: Data(contentsOf: Repository.url("docs/recipes.md")), as: UTF8.self)
            var blocks: [Block] = []
            var fence: String?
            for line in page.components(separatedBy: "\n") {
                if line.hasPrefix("```") {
                    fence = fence == nil ? String(line.dropFirst(3)) : nil
                    if let name = fence?.split(separator: " ").dropFirst().first {
                        blocks.append(.file(name: String(name), text: ""))
                    }
                } else if fence == "console", line.hasPrefix("$ ") {
                    blocks.append(.command(String(line.dropFirst(2)), output: ""))
                } else if fence != nil {
                    switch try #require(blocks.last) {
                    case .file(let name, let text):
                        blocks[blocks.count - 1] = .file(name: name, text: text + line + "\n")
                    case .command(let command, let output):
                        blocks[blocks.count - 1] = .command(command, output: output + line + "\n")
                    }
                }
            }
            return blocks
        }

        /// Whether a line is as the page has it, where "…" stands for anything.
        private func matches(_ line: Substring, _ written: Substring) -> Bool {
            let parts = written.split(separator: "…", omittingEmptySubsequences: false)
            guard parts.count > 1, line.hasPrefix(parts[0]), line.hasSuffix(parts[parts.count - 1]) else {
                return line == written
            }
            var rest = line
            for part in parts where !part.isEmpty {
                guard let found = rest.range(of: part) else { return false }
                rest = rest[found.upperBound...]
            }
            return true
        }

        @Test func `the page's commands say what the page says`() throws {
            let place = try Place()
            let path = "\(Program.buildFolder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
            let blocks = try blocks()
            var commands = 0
            for block in blocks {
                switch block {
                case .file(let name, let text): try place.folder.write(text, to: name)
                case .command(let command, let output):
                    commands += 1
                    let done = try Program.named("bash").run(
                        ["-c", "\(command) 2>&1"], environment: ["MOSAIC_CONFIG": place.settings, "PATH": path],
                        directory: place.folder.url)
                    let (found, written) = (done.text.split(separator: "\n"), output.split(separator: "\n"))
                    #expect(done.status == 0, "\(command)")
                    #expect(
                        found.count == written.count && zip(found, written).allSatisfy(matches),
                        "\(command):\n\(done.text)")
                }
            }
            #expect(commands == 15)
        }
    }
}
