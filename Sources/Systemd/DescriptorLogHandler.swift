internal import FoundationEssentials
internal import Glibc
public import Logging

/// Writes the log to a descriptor, a line an event, each by one write, so that lines of several threads don't mix.
///
///     LoggingSystem.bootstrap { _ in DescriptorLogHandler(style: .ofStandardError, level: .info) }
public struct DescriptorLogHandler: LogHandler {
    /// The level below which nothing is written.
    public var logLevel: Logger.Level
    /// What every line says.
    public var metadata: Logger.Metadata = [:]
    /// What a line says besides, asked each time.
    public var metadataProvider: Logger.MetadataProvider?

    private let style: LogStyle
    private let descriptor: Int32

    /// A log from `level` up, on standard error unless another descriptor is named; it is not closed.
    public init(style: LogStyle, level: Logger.Level, descriptor: Int32 = 2) {
        self.style = style
        self.logLevel = level
        self.descriptor = descriptor
    }

    /// What every line says under a key.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes an event. A log that can't be written to loses the line: there is nobody to tell.
    public func log(event: LogEvent) {
        let line = LogLine(
            style: style, level: event.level, message: event.message.description, metadata: allMetadata(of: event))
        write(line.text(at: Date.now))
    }

    /// What the logger, its provider and the event say, the later over the earlier.
    func allMetadata(of event: LogEvent) -> Logger.Metadata {
        var all = metadata
        all.merge(metadataProvider?.get() ?? [:]) { $1 }
        all.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        return all
    }

    private func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(written, 0))
        }
    }
}
