internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Tells of each request that was answered: a line at `debug`, or at `warning` or `error` where the service failed.
struct RequestLog: Sendable {
    private let logger: Logger

    init(_ logger: Logger) { self.logger = logger }

    /// Tells of a request.
    ///
    /// - Parameter remote: the client's address, which is asked for only where it is told: that is a system call.
    func tell(_ answer: Site.Answer, took time: Duration, from remote: @autoclosure () -> SocketAddress?) {
        let status = answer.response.status
        let level = Self.level(of: status)
        guard logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "route": "\(answer.route)", "status": "\(status.code)", "seconds": "\(time / .seconds(1))",
            "request_id": "\(answer.id)", "bytes": "\(answer.response.body.contentLength ?? 0)",
        ]
        if let method = answer.method { metadata["method"] = "\(method.rawValue)" }
        if let path = answer.path { metadata["path"] = "\(path)" }
        if let remote = remote() { metadata["remote"] = "\(remote)" }
        logger.log(level: level, "request", metadata: metadata)
    }

    /// What a client did wrong is no matter of the service.
    private static func level(of status: HTTPResponse.Status) -> Logger.Level {
        switch status.code {
        case ..<500: .debug
        case 500: .error
        default: .warning
        }
    }
}
