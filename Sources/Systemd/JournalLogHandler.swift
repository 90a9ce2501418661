internal import Logging

/// Writes the log to the journal, an entry an event, with a field for each value of its metadata. What the journal does not
/// take goes to standard error.
struct JournalLogHandler: LogHandler {
    private var lines: DescriptorLogHandler

    /// A log from `level` up.
    init(level: Logger.Level) {
        lines = DescriptorLogHandler(style: .journal, level: level)
    }

    var logLevel: Logger.Level {
        get { lines.logLevel }
        set { lines.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { lines.metadata }
        set { lines.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { lines.metadataProvider }
        set { lines.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { lines[metadataKey: key] }
        set { lines[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        let entry = JournalEntry(
            level: event.level, message: event.message.description, metadata: lines.allMetadata(of: event))
        if !entry.send() { lines.log(event: event) }
    }
}
