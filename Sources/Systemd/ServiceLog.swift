internal import Glibc
public import Logging

/// How the service's log is written.
public enum ServiceLog: String, CaseIterable, Sendable {
    /// Entries with fields where standard error goes to the journal, else a line an event with its time.
    case text
    /// An object of JSON an event, on standard error.
    case json

    /// What writes it, from a level up.
    public func handler(level: Logger.Level) -> any LogHandler {
        switch self {
        case .json: return DescriptorLogHandler(style: .json, level: level)
        case .text:
            let style = LogStyle.ofStandardError
            return style == .journal && Self.hasJournal
                ? JournalLogHandler(level: level) : DescriptorLogHandler(style: style, level: level)
        }
    }

    /// Whether this process reaches the journal. Where it has other files than the journal they are lost without a word.
    private static var hasJournal: Bool { unsafe access("/run/systemd/journal/socket", W_OK) == 0 }
}
