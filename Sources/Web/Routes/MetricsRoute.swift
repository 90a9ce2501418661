// On the hot path: benchmark `scrape` in Benchmarks/.

internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/metrics`: the snapshot's bytes, the service's, and the process's, which are made now; with gzip in members.
    ///
    /// A form that nobody has asked for yet is made first, which is work; so is a part that a filter asks for.
    static let metrics = Route(
        "/metrics", title: "Metrics for Prometheus", chinese: "Prometheus指标", parameters: ExpositionFilter.parameters,
        answer: .text(["text/plain", "application/openmetrics-text"]),
        [
            .get: .scrape(
                atOnce: { (request, site) throws(Problem) in
                    let scrape = try Scrape(request, of: site.publication.current)
                    guard scrape.filter.isEverything else { return nil }
                    return scrape.snapshot.made(scrape.form).map { bytes in
                        PartedAnswer(headers: scrape.headers, parts: site.parts(scrape, bytes.parts))
                    }
                },
                work: { (request, site) throws(Problem) in
                    let scrape = try Scrape(request, of: site.publication.current)
                    let parts = site.parts(scrape, try scrape.bytes())
                    let answer = PartedAnswer(headers: scrape.headers, parts: parts).response
                    return scrape.filter.isEverything ? answer : try site.budget.counted(answer)
                })
        ])
}

/// What a scrape asks for, of what is published.
private struct Scrape {
    let edition: Publication.Edition
    let snapshot: RenderedSnapshot
    let chosen: MetricsNegotiation
    let form: ExpositionForm
    let filter: ExpositionFilter

    init(_ request: RouteRequest, of edition: Publication.Edition) throws(Problem) {
        self.edition = edition
        snapshot = try edition.requireSnapshot().metrics
        filter =
            request.lists.isEmpty
            ? ExpositionFilter()
            : try ExpositionFilter(request.lists, of: snapshot)
        chosen = MetricsNegotiation(
            accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        form = ExpositionForm(chosen.format, gzipped: chosen.isGzipped)
    }

    /// The header of the answer.
    var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: chosen.contentType, .vary: "Accept, Accept-Encoding"]
        if form.isGzipped { headers[.contentEncoding] = "gzip" }
        return headers
    }

    /// The snapshot's bytes, which are made if they are not there.
    func bytes() throws(Problem) -> [ByteBuffer] {
        do throws(FormatsError) {
            return filter.isEverything ? try snapshot.bytes(form).parts : try snapshot.bytes(form, of: filter)
        } catch {
            throw Problem(status: .internalServerError, detail: "The metrics could not be compressed.")
        }
    }
}

extension Site {
    /// The snapshot's bytes, and behind them the service's and the process's where they are wanted.
    fileprivate func parts(_ scrape: Scrape, _ bytes: [ByteBuffer]) -> [ByteBuffer] {
        var parts = bytes
        let isOfService = scrape.filter.includes(.service)
        if isOfService, let service = scrape.edition.service { parts.append(service.buffer(scrape.form)) }
        let tail =
            isOfService
            ? process.render(requests, beside: scrape.snapshot, as: scrape.form.format)
            : MetricWriter(format: scrape.form.format).finish()
        parts.append(ByteBuffer(bytes: scrape.form.isGzipped ? gzipStored(tail.span) : tail))
        return parts
    }
}
