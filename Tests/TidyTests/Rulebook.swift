import Foundation

/// The alerts of Config/prometheus/rules, as far as the tests need them.
struct Rulebook {
    /// One alert: its name, and its expression, labels and annotations by key, a text of several lines on one.
    struct Alert {
        let name: String
        var fields: [String: String] = [:]
    }

    private(set) var alerts: [Alert] = []

    /// Reads rules as they are laid out here: a rule's keys are indented by eight, its labels and annotations by ten.
    init(_ text: String) {
        var isInAlert = false
        var key: String?
        for line in text.split(separator: "\n").map(String.init) {
            if line.contains(#"^ {0,6}\S"#) {
                let name = line.words(of: #"^      - alert: (\w+)$"#).first
                if let name { alerts.append(Alert(name: name)) }
                isInAlert = name != nil
                key = nil
            } else if isInAlert, let field = line.words(of: #"^ {8}(?: {2})?(\w+):(?: |$)"#).first {
                key = field
                alerts[alerts.count - 1].fields[field] = line.replacing(#"^ *\w+: ?(>-|\|)?"#, with: "")
            } else if isInAlert, let key {
                alerts[alerts.count - 1].fields[key, default: ""] += " " + line.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// The rulebook that is shipped.
    static func shipped() throws -> Rulebook {
        let files = try Repository.files(in: "Config/prometheus/rules", ending: ".yml")
        return Rulebook(try files.map { try Repository.text(of: $0) }.joined(separator: "\n"))
    }
}

extension Repository {
    /// The paths of a folder's files whose names end so, sorted.
    static func files(in folder: String, ending suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
            .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }
}

extension String {
    /// What the first group of a pattern takes in, wherever the pattern matches.
    func words(of pattern: String) -> [String] {
        guard let expression = try? NSRegularExpression(pattern: pattern, options: .anchorsMatchLines) else {
            return []
        }
        return expression.matches(in: self, range: NSRange(startIndex..., in: self)).compactMap { match in
            Range(match.range(at: 1), in: self).map { String(self[$0]) }
        }
    }

    /// The text with another one wherever a pattern matches.
    func replacing(_ pattern: String, with text: String) -> String {
        replacingOccurrences(of: pattern, with: text, options: .regularExpression)
    }
}
