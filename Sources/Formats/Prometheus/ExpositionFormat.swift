/// The formats of Prometheus that are written here.
public enum ExpositionFormat: Hashable, Sendable, CaseIterable {
    /// Prometheus text, version 0.0.4.
    case text
    /// OpenMetrics text, version 1.0.0.
    case openMetrics

    /// The value of `Content-Type`, exactly; Prometheus 3 fails a scrape whose type it does not know.
    public var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }
}

/// The types of metric families that are written here.
public enum MetricType: String, Hashable, Sendable, CaseIterable {
    case gauge
    case counter
    /// Labels of a constant 1. The text format, which has no such type, calls it a gauge.
    case info
    case histogram

    /// What the names of its samples end with.
    public var suffix: String {
        switch self {
        case .gauge, .histogram: ""
        case .counter: "_total"
        case .info: "_info"
        }
    }
}
