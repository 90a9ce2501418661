public import Logging

/// What the service tells the journal that programs and people look for: `journalctl MESSAGE_ID=…`, and `journalctl -x`.
///
/// `systemd/mosaic.catalog` has what is said about each.
public enum ServiceEvent: String, CaseIterable, Sendable {
    /// The service serves its first snapshot.
    case started
    /// The service has stopped as it was asked to.
    case stopped
    /// A batch was recorded, by whomever.
    case batchRecorded = "batch_recorded"
    /// An evaluation failed.
    case evaluationFailed = "evaluation_failed"
    /// A target is in another state than it was.
    case targetStateChanged = "target_state_changed"

    /// The event's `MESSAGE_ID`, 32 hexadecimal digits.
    public var messageID: String {
        switch self {
        case .started: "2b6f4b6a3d0c4f0f9d3a7a1c54e5d601"
        case .stopped: "7c1f0e4b8a5d4a52b1f6c9d20e73a802"
        case .batchRecorded: "e4d95b0c17f24f8a8e0b36fd91c2a403"
        case .evaluationFailed: "93a8d7c25e614b3d9f40b7e81da6c504"
        case .targetStateChanged: "5fd12c8e96b04e7ba27d08c4f3b9e605"
        }
    }

    /// The key of a log's metadata that says which event a line is about.
    static let key = "event"
}

extension Logger {
    /// Tells of an event. In the journal each value of the metadata is a field: `batch` is `MOSAIC_BATCH`.
    public func tell(_ event: ServiceEvent, _ level: Level, _ message: Message, metadata: Metadata = [:]) {
        var metadata = metadata
        metadata[ServiceEvent.key] = "\(event.rawValue)"
        log(level: level, message, metadata: metadata)
    }
}
