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
                atOnce: { (request, site) throws(Problem) in
                    let scrape = try Scrape(request, of: site.publication.current)
                    return scrape.snapshot.made(scrape.form).map { site.answer(scrape, $0) }
                },
                work: { (request, site) throws(Problem) in
                    let scrape = try Scrape(request, of: site.publication.current)
                    do throws(FormatsError) {
                        return site.answer(scrape, try scrape.snapshot.bytes(scrape.form))
                    } catch {
                        throw Problem(status: .internalServerError, detail: "The metrics could not be compressed.")
                    }
                })
        ])
}

/// What a scrape asks for, of what is published.
private struct Scrape {
    let edition: Publication.Edition
    let snapshot: RenderedSnapshot
    let chosen: MetricsNegotiation
    let form: ExpositionForm

    init(_ request: RouteRequest, of edition: Publication.Edition) throws(Problem) {
        self.edition = edition
        snapshot = try edition.requireSnapshot().metrics
        chosen = MetricsNegotiation(
            accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        form = ExpositionForm(chosen.format, gzipped: chosen.isGzipped)
    }
}

extension Site {
    /// The answer with the snapshot's bytes.
    fileprivate func answer(_ scrape: Scrape, _ bytes: FormBytes) -> Response {
        var parts = bytes.parts
        if let service = scrape.edition.service { parts.append(service.buffer(scrape.form)) }
        let tail = process.render(requests, beside: scrape.snapshot, as: scrape.form.format)
        var headers: HTTPFields = [.contentType: scrape.chosen.contentType, .vary: "Accept, Accept-Encoding"]
        if scrape.form.isGzipped { headers[.contentEncoding] = "gzip" }
        parts.append(ByteBuffer(bytes: scrape.form.isGzipped ? gzipStored(tail.span) : tail))
        return Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: parts))
    }
}
