public import Logging
import Synchronization

/// Keeps what is logged from a level up, a line each, with its level and metadata.
public final class KeptLog: LogHandler {
    private let kept = Mutex<[String]>([])
    private let level: Logger.Level

    /// Makes an empty log.
    public init(level: Logger.Level = .info) { self.level = level }

    /// The lines so far.
    public var lines: [String] { kept.withLock { $0 } }

    /// The level below which nothing is kept.
    public var logLevel: Logger.Level {
        get { level }
        set {}
    }

    /// Nothing is said by every line.
    public var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    /// Nothing is said by every line.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    /// Keeps a line. Which event it is about, its message says.
    public func log(event: LogEvent) {
        let metadata = (event.metadata ?? [:]).filter { $0.key != "event" }
        let values = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        kept.withLock { $0.append("\(event.level): \(event.message)\(values)") }
    }
}
