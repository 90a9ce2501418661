internal import Exposition
internal import Indicators
internal import Logging
internal import Record

/// Asks the record's server now and then what it is among others.
struct ServerWatch {
    private var next: Timestamp?

    private static let interval = Duration.seconds(5)

    /// Asks where it is time to, and warns once where a batch may be lost with the one server.
    ///
    /// - Parameter metrics: what is served of it.
    /// - Returns: whether that changed.
    mutating func look(
        at store: any RecordStore, _ now: Timestamp, for metrics: inout ServiceMetrics, log: Logger
    ) -> Bool {
        guard next.map({ now >= $0 }) ?? true else { return false }
        next = now.advanced(by: Self.interval)
        // A server that does not answer is told by who looks at its state.
        guard let role = try? store.serverRole() else { return false }
        let before = (replicas: metrics.replicas, secondsBehind: metrics.secondsBehind)
        switch role {
        case .primary(let replicas): (metrics.replicas, metrics.secondsBehind) = (replicas, nil)
        case .standby(let seconds): (metrics.replicas, metrics.secondsBehind) = (nil, seconds)
        }
        if let why = metrics.replicas?.risk, why != before.replicas?.risk {
            log.warning("what is recorded may be lost with its one server", metadata: ["reason": "\(why)"])
        }
        if let seconds = metrics.secondsBehind, before.secondsBehind == nil {
            log.notice("the record is read from a standby", metadata: ["seconds_behind": "\(seconds)"])
        }
        return metrics.replicas != before.replicas || metrics.secondsBehind != before.secondsBehind
    }
}

extension ServiceMetrics {
    /// That the record is read from a standby, and how far behind that is; nil: it is not.
    var standbyWords: String? {
        secondsBehind.map { seconds in
            "read from a standby" + (seconds < 60 ? "" : ", \(Int(seconds / 60).counted("minute")) behind")
        }
    }
}
