// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/metrics`: the snapshot's bytes, the service's, and the process's, which are made now; with gzip a member each.
    static let metrics = Route(
        "/metrics", title: "Metrics for Prometheus",
        [.get: .atOnce { (request, site) throws(Problem) in try site.metrics(for: request) }])
}

extension Site {
    fileprivate func metrics(for request: RouteRequest) throws(Problem) -> Response {
        let edition = publication.current
        let snapshot = try edition.requireSnapshot().metrics
        let chosen = MetricsNegotiation(
            accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        var parts = buffers.buffers(
            snapshot: snapshot, service: edition.service, chosen.format, gzipped: chosen.isGzipped)
        var headers: HTTPFields = [.contentType: chosen.contentType, .vary: "Accept, Accept-Encoding"]
        var tail = process.render(requests, as: chosen.format)
        if chosen.isGzipped {
            headers[.contentEncoding] = "gzip"
            do throws(FormatsError) {
                tail = try gzip(tail.span, level: 1)
            } catch {
                throw Problem(status: .internalServerError, detail: "The metrics could not be compressed.")
            }
        }
        parts.append(ByteBuffer(bytes: tail))
        return Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: parts))
    }
}
