public import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
public import Indicators
internal import NIOCore

/// What is served, and from where it is taken: a request is answered from what is published, and nothing is computed
/// but the process's own lines.
public struct Site: Sendable {
    private let version: String
    private let publication: Publication
    private let process: ProcessMetrics
    private let requests: HTTPRequestMetrics
    private let now: @Sendable () -> Timestamp
    private let buffers = MetricsBuffers()

    /// A site that shows a version and what is published, and counts its requests in `requests`; `now` is the clock.
    public init(
        version: String, publication: Publication, process: ProcessMetrics, requests: HTTPRequestMetrics,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.version = version
        self.publication = publication
        self.process = process
        self.requests = requests
        self.now = now
    }

    /// Answers a request; what goes wrong is an answer too.
    func answer(_ request: Request) -> Response {
        var response: Response
        do throws(Problem) {
            response = try respond(to: request)
        } catch {
            response = error.response
        }
        if request.method == .head { response = response.createHeadResponse() }
        return finish(response)
    }

    /// Adds what every answer says.
    func finish(_ response: Response) -> Response {
        var response = response
        response.headers[.date] = now().httpDate
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    /// Counts a request that was answered.
    func record(_ request: Request, _ response: Response, took time: Duration) {
        let route = Route(path: request.uri.path)?.path ?? Self.otherRoute
        let (seconds, attoseconds) = time.components
        requests.record(
            route: route, status: response.status.code, seconds: Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// Counts what could not be read as a request.
    func recordRejection(_ problem: Problem) {
        requests.record(route: Self.otherRoute, status: problem.status.code, seconds: 0)
    }

    private static let otherRoute = "other"

    private func respond(to request: Request) throws(Problem) -> Response {
        guard let route = Route(path: request.uri.path) else {
            let paths = Route.allCases.map(\.path).joined(separator: ", ")
            throw Problem(status: .notFound, detail: "There is nothing here. There is: \(paths)")
        }
        guard route.methods.contains(request.method) else {
            let allowed = route.methods.map(\.rawValue).joined(separator: ", ")
            throw Problem(
                status: .methodNotAllowed, detail: "\(route.path) takes \(allowed).", fields: [.allow: allowed])
        }
        return switch route {
        case .index: index
        case .metrics: try metrics(for: request)
        case .healthy: plain("Mosaic is healthy.\n")
        case .ready: try ready
        }
    }

    private var index: Response {
        let page = IndexPage(version: version, status: publication.current.status)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page.html)))
    }

    private var ready: Response {
        get throws(Problem) {
            let edition = publication.current
            guard edition.evaluated != nil else { throw notReady(edition) }
            return plain("Mosaic is ready.\n")
        }
    }

    private func plain(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private func notReady(_ edition: Publication.Edition) -> Problem {
        Problem(status: .serviceUnavailable, detail: "There is no snapshot yet. Status: \(edition.status)")
    }

    /// The snapshot's bytes, the service's, and the process's, made now; with gzip a member each.
    private func metrics(for request: Request) throws(Problem) -> Response {
        let edition = publication.current
        guard let metrics = edition.evaluated?.metrics else { throw notReady(edition) }
        let chosen = MetricsNegotiation(
            accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        var parts = buffers.buffers(
            snapshot: metrics, service: edition.service, chosen.format, gzipped: chosen.isGzipped)
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
