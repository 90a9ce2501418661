internal import FoundationEssentials
internal import Logging

/// An event of the log as one line: `2026-03-01T08:00:00Z warning message key=value`, with the journal's prefix, or as JSON.
///
/// Control characters are escaped, so that nothing in a message or a value begins another line.
struct LogLine {
    var style: LogStyle
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata

    /// The line with its end. `time` is written in the plain style and in JSON.
    func text(at time: Date) -> String {
        switch style {
        case .journal: "<\(level.journalPriority)>\(text)\n"
        case .plain: "\(time.formatted(.iso8601)) \(level.rawValue) \(text)\n"
        case .json: "\(object(at: time))\n"
        }
    }

    /// The message and the values; which event it is, the message says already.
    var text: String {
        var text = escaped(message, quoting: false)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != ServiceEvent.key {
            text += " \(escaped(key, quoting: false))=\(quoted(value.description))"
        }
        return text
    }

    /// An object of strings: `time`, `level`, `message`, and the values by their keys.
    private func object(at time: Date) -> String {
        let own = ["time": time.formatted(.iso8601), "level": level.rawValue, "message": message]
        let members = metadata.mapValues(\.description).merging(own) { $1 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(members)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// A value in quotes where it would not end at the next space.
    private func quoted(_ value: String) -> String {
        let isBare = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" || $0 == "\\" }
        return isBare ? escaped(value, quoting: false) : "\"\(escaped(value, quoting: true))\""
    }

    private func escaped(_ text: String, quoting: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case "\"" where quoting: result.append(contentsOf: "\\\"".unicodeScalars)
            case "\\" where quoting: result.append(contentsOf: "\\\\".unicodeScalars)
            case _ where scalar.properties.generalCategory == .control:
                let code = String(scalar.value, radix: 16)
                result.append(contentsOf: "\\u{\(code)}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Logger.Level {
    /// syslog's priority of the level, 2 (critical) to 7 (debug).
    var journalPriority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
