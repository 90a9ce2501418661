internal import HTTPTypes

/// The one table of what is served: each path, and the methods that it takes.
enum Route: String, CaseIterable, Sendable {
    case index = "/"
    case metrics = "/metrics"
    case healthy = "/-/healthy"
    case ready = "/-/ready"

    /// The route of a request's path, without its query; nil where nothing is served.
    init?(path: some StringProtocol) {
        self.init(rawValue: String(path))
    }

    /// The path, which is also the `route` label of the metrics.
    var path: String { rawValue }

    /// The methods that the path takes; one that takes GET takes HEAD.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .index, .metrics, .healthy, .ready: [.get, .head]
        }
    }
}
