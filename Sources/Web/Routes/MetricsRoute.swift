// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/metrics`: the snapshot's bytes, the service's, and the process's, which are made now; with gzip in members.
    ///
    /// A form that nobody has asked for yet is made first, which is work.
    static let metrics = Route(
        "/metrics", title: "Metrics for Prometheus",
        [
            .get: .scrape(
                atOnce: { (request, site) throws(Problem) in try site.metrics(for: request) { $0.made($1) } },
                work: { (request, site) throws(Problem) in
                    try site.metrics(for: request) { (snapshot, form) throws(FormatsError) in try snapshot.bytes(form) }
                        ?? Problem.notCompressed.response
                })
        ])
}

extension Site {
    /// The answer with the snapshot's bytes, if there are any.
    fileprivate func metrics(
        for request: RouteRequest,
        of bytes: (RenderedSnapshot, ExpositionForm) throws(FormatsError) -> FormBytes?
    ) throws(Problem) -> Response? {
        let edition = publication.current
        let snapshot = try edition.requireSnapshot().metrics
        let chosen = MetricsNegotiation(
            accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        let form = ExpositionForm(chosen.format, gzipped: chosen.isGzipped)
        let found: FormBytes?
        do throws(FormatsError) { found = try bytes(snapshot, form) } catch { throw .notCompressed }
        guard var parts = found?.parts else { return nil }
        var headers: HTTPFields = [.contentType: chosen.contentType, .vary: "Accept, Accept-Encoding"]
        if let service = edition.service { parts.append(service.buffer(form)) }
        let tail = process.render(requests, beside: snapshot, as: chosen.format)
        if chosen.isGzipped { headers[.contentEncoding] = "gzip" }
        parts.append(ByteBuffer(bytes: chosen.isGzipped ? gzipStored(tail.span) : tail))
        return Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: parts))
    }
}

extension Problem {
    /// zlib refuses, for want of memory.
    fileprivate static let notCompressed = Problem(
        status: .internalServerError, detail: "The metrics could not be compressed.")
}
