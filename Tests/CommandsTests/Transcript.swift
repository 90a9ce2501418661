import Foundation
import Indicators
import MosaicTestKit
import Testing

/// A file of commands, each with all that it tells: what a terminal would show, with the clock and the files that it needs.
///
/// - `@ TIME` sets the clock, `? ANSWER` answers the next command's question.
/// - `== NAME`, lines, `==` is a file; `DIR/` in an argument is the folder of these files.
/// - `$ mosaic …` is a command; its output follows, its lines on standard error behind `! `, and its exit status as `[64]`,
///   if it is another than 0. An argument of several words stands between single quotes.
/// - `#` starts a comment.
struct Transcript {
    /// A command of a transcript, and what it is to tell.
    struct Command {
        var time: Timestamp
        var answers: [String]?
        var arguments: [String]
    }

    /// A piece of the file: what stays as it is written, or a command whose telling follows.
    enum Piece {
        case text(String)
        case file(name: String, lines: [String])
        case command(Command, line: String)
    }

    private(set) var pieces: [Piece] = []

    /// Reads a transcript; what its commands are said to tell is left out.
    init(_ text: String) throws {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        if lines.last == "" { lines.removeLast() }
        var time = TestWorld().now
        var answers: [String]?
        var isTelling = false
        while let line = lines.popFirst() {
            switch line.prefix(2) {
            case "@ ":
                time = try #require(Timestamp(String(line.dropFirst(2))), "no time: \(line)")
                pieces.append(.text(line))
            case "? ":
                answers = (answers ?? []) + [String(line.dropFirst(2))]
                pieces.append(.text(line))
            case "# ":
                pieces.append(.text(line))
            case "==":
                let end = try #require(lines.firstIndex(of: "=="), "no end of \(line)")
                pieces.append(.file(name: String(line.dropFirst(3)), lines: Array(lines[..<end])))
                lines = lines[(end + 1)...]
            case "$ ":
                let command = Command(time: time, answers: answers, arguments: Self.words(of: line.dropFirst(2)))
                pieces.append(.command(command, line: line))
                answers = nil
                isTelling = true
                continue
            default:
                if !isTelling { pieces.append(.text(line)) }
                continue
            }
            isTelling = false
        }
    }

    /// The words of a command line; those between single quotes are one.
    private static func words(of line: Substring) -> [String] {
        line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    /// The transcript with what its commands tell now.
    /// - Parameter watch: is called after each command, with its world, its arguments and what it did.
    func told(in world: TestWorld, folder: URL, watch: (TestWorld, [String], Outcome) throws -> Void) throws -> String {
        var world = world
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let line): text += line + "\n"
            case .file(let name, let lines):
                let content = lines.map { $0 + "\n" }.joined()
                try content.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
                text += "== \(name)\n\(content)==\n"
            case .command(let command, let line):
                (world.now, world.answers) = (command.time, command.answers)
                let path = folder.path + "/"
                let arguments = command.arguments.dropFirst().map { $0.replacingOccurrences(of: "DIR/", with: path) }
                let outcome = world.run(arguments)
                try watch(world, arguments, outcome)
                text += line + "\n" + outcome.shown.replacingOccurrences(of: path, with: "DIR/")
            }
        }
        return text
    }
}

extension Outcome {
    /// What a transcript shows of it.
    fileprivate var shown: String {
        let told = errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
            errors.hasSuffix("\n") ? 1 : 0)
        let lines = errors.isEmpty ? "" : told.map { $0.isEmpty ? "!\n" : "! \($0)\n" }.joined()
        return output + lines + (status == 0 ? "" : "[\(status)]\n")
    }
}
