// On the hot path: benchmark `scrape` in Benchmarks/.

internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

extension Site {
    /// The answer to a request for everything that a scrape can have, with its parts, if it is made already.
    ///
    /// Nil: it is another request, it needs a password, or its answer is to be made. Then ``answer(_:)`` answers it, as it answers this one.
    func answerAtOnce(_ head: HTTPRequestHead) -> (answer: Answer, parts: [ByteBuffer])? {
        guard gate == nil, head.method == .GET, !head.hasBody, !head.uri.contains("?"),
            let request = try? HTTPRequest(head, secure: false, splitCookie: false),
            let found = routes.find(URI(head.uri).path), case .scrape(let atOnce, _) = found.route.handler(of: .get)
        else { return nil }
        let asked = RouteRequest(
            path: found.values, isTable: found.isTable, lists: [:], headers: request.headerFields, body: ByteBuffer())
        guard let made = try? atOnce(asked, self) else { return nil }
        let id = RequestID(field: request.headerFields.requestID)
        let answer = Answer(
            response: finish(made.response, id), route: found.route.pattern.description, id: id, method: .get,
            path: head.uri)
        return (answer, made.parts)
    }
}
