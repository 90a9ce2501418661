import Foundation
import MosaicTestKit
import Testing

/// A script of `Scenarios/` that runs under a real systemd of its own.
enum Scenario {
    /// What a step printed, and its status.
    struct Step {
        let output: String
        let status: Int?
    }

    /// Runs a scenario on a folder to its end; its steps by name.
    static func run(_ name: String, on folder: URL) throws -> [String: Step] {
        let script = Repository.url("Tests/SystemTests/Scenarios/\(name)").path
        let done = try Program(path: Repository.url("Tests/SystemTests/with-systemd").path)
            .run([script, folder.path], directory: Repository.root, limit: .seconds(540))
        guard done.status == 0 else {
            throw KitError("with-systemd: status \(done.status): \(done.errors)\(done.text)")
        }
        Attachment.record(done.text, named: "\(name).txt")
        var steps: [String: Step] = [:]
        // What a step runs on a terminal of its own ends its lines as terminals do.
        let text = done.text.replacing("\r\n", with: "\n")
        for part in text.components(separatedBy: "== ").dropFirst() {
            let lines = part.components(separatedBy: "\n")
            guard let end = lines.lastIndex(where: { $0.hasPrefix("-- ") }) else { continue }
            steps[lines[0]] = Step(
                output: lines[1..<end].joined(separator: "\n"), status: Int(lines[end].dropFirst(3)))
        }
        return steps
    }
}
