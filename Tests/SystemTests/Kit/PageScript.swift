import Foundation
import MosaicTestKit
import Testing

/// A page whose commands are typed one after the other, in a folder with the files that stand on it.
struct PageScript {
    /// What is to be written or typed.
    private enum Block {
        case file(name: String, text: String)
        case command(String, output: String)
    }

    private var blocks: [Block] = []

    /// How many commands there are.
    var commandCount: Int { blocks.count { if case .command = $0 { true } else { false } } }

    /// Reads the fenced blocks of a page: a word and a name is a file, "console" are commands after "$ " with their output.
    /// A command goes on in the next line as long as a quote is open.
    init(page: String) throws {
        let text = try String(decoding: Data(contentsOf: Repository.url(page)), as: UTF8.self)
        var fence: String?
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                fence = fence == nil ? String(line.dropFirst(3)) : nil
                if let name = fence?.split(separator: " ").dropFirst().first {
                    blocks.append(.file(name: String(name), text: ""))
                }
            } else if fence == "console", line.hasPrefix("$ ") {
                blocks.append(.command(String(line.dropFirst(2)), output: ""))
            } else if fence == "console", case .command(let command, _)? = blocks.last, Self.isOpen(command) {
                blocks[blocks.count - 1] = .command("\(command)\n\(line)", output: "")
            } else if fence == "console" || fence?.contains(" ") ?? false {
                switch try #require(blocks.last) {
                case .file(let name, let text):
                    blocks[blocks.count - 1] = .file(name: name, text: text + line + "\n")
                case .command(let command, let output):
                    blocks[blocks.count - 1] = .command(command, output: output + line + "\n")
                }
            }
        }
    }

    /// Whether a quote of a command has no end yet.
    private static func isOpen(_ command: String) -> Bool {
        !command.count(where: { $0 == "'" }).isMultiple(of: 2)
    }

    /// Writes the files and types the commands; each must end well and say what the page says.
    ///
    /// - Parameter address: where the service of the page's commands is; nil: they ask none.
    func run(in folder: TemporaryFolder, environment: [String: String] = [:], service address: String? = nil) throws {
        let path = "\(Program.buildFolder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        for block in blocks {
            switch block {
            case .file(let name, let text): try folder.write(text, to: name)
            case .command(let command, let output):
                let typed = command.replacing("127.0.0.1:9831", with: address ?? "127.0.0.1:9831")
                let done = try Program.named("bash").run(
                    ["-c", "\(typed) 2>&1"], environment: environment.merging(["PATH": path]) { $1 },
                    directory: folder.url)
                let (found, written) = (done.text.split(separator: "\n"), output.split(separator: "\n"))
                #expect(done.status == 0, "\(command)")
                #expect(Self.match(found[...], written[...]), "\(command):\n\(done.text)")
            }
        }
    }

    /// Whether lines are as the page has them, where a line of "…" stands for any lines.
    private static func match(_ lines: ArraySlice<Substring>, _ written: ArraySlice<Substring>) -> Bool {
        guard let first = written.first else { return lines.isEmpty }
        let rest = written.dropFirst()
        if first == "…" {
            return (0...lines.count).contains { match(lines.dropFirst($0), rest) }
        }
        return lines.first.map { matches($0, first) } ?? false && match(lines.dropFirst(), rest)
    }

    /// Whether a line is as the page has it, where "…" stands for anything.
    private static func matches(_ line: Substring, _ written: Substring) -> Bool {
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
}
