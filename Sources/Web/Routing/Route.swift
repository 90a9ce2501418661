internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import NIOCore

/// Something that is served: a pattern of paths, and a handler for each method that it takes.
///
/// Each is made in a file of its own in `Routes/`, and listed once in ``RouteTable/mosaic``.
struct Route: Sendable {
    /// What answers a method.
    enum Handler: Sendable {
        /// Answers from what is published: it computes next to nothing and waits for nothing, as it runs on Swift's pool.
        case atOnce(@Sendable (RouteRequest, Site) throws(Problem) -> Response)
        /// Answers at once with parts that are published; what is missing for that is made by the thread that scrapes have for it.
        case scrape(
            atOnce: @Sendable (RouteRequest, Site) throws(Problem) -> PartedAnswer?,
            work: @Sendable (RouteRequest, Site) throws(Problem) -> Response)
        /// Computes or reads: it runs on a thread of ``RequestWork``, within the limits of that.
        case work(@Sendable (RouteRequest, Site) throws(Problem) -> Response)
    }

    /// The paths.
    let pattern: RoutePattern
    /// What it is, for the link to it on the page `/status`.
    let title: BilingualText
    /// The query's parameters, others being an error; nil: the query is not looked at.
    let parameters: [QueryParameter]?
    /// What it answers with.
    let answer: RouteAnswer
    /// The content type of a request's body, where it wants one.
    let bodyType: String
    /// The most bytes of a request's body; 0: none is wanted. One that comes nevertheless is not read, and ends its connection
    /// after the answer.
    let bodyBytes: Int
    /// Whether it tells how the service is, and no more: it may be open to everybody.
    let isOfHealth: Bool
    /// The methods but HEAD, each with its handler.
    let handlers: KeyValuePairs<HTTPRequest.Method, Handler>
    /// What it does to the record by POST; nil: it only tells.
    let writing: Writing?

    init(
        _ pattern: RoutePattern, title: String, chinese: String? = nil, parameters: [QueryParameter]? = nil,
        answer: RouteAnswer = .text(["text/plain"]), bodyType: String = "application/octet-stream",
        bodyBytes: Int = 0, isOfHealth: Bool = false, writing: Writing? = nil,
        _ handlers: KeyValuePairs<HTTPRequest.Method, Handler>
    ) {
        self.pattern = pattern
        self.title = BilingualText(english: title, chinese: chinese ?? title)
        self.parameters = parameters
        self.answer = answer
        self.bodyType = bodyType
        self.bodyBytes = bodyBytes
        self.isOfHealth = isOfHealth
        self.handlers = handlers
        self.writing = writing
    }

    /// The methods that it takes: with GET it takes HEAD.
    var methods: [HTTPRequest.Method] {
        handlers.flatMap { $0.key == .get ? [.get, .head] : [$0.key] } + (writing == nil ? [] : [.post])
    }

    /// What answers a method; nil if it takes no such method.
    func handler(of method: HTTPRequest.Method) -> Handler? {
        let asked = method == .head ? .get : method
        return handlers.first { $0.key == asked }?.value
    }

    /// The query's parameters of a method.
    func parameters(of method: HTTPRequest.Method) -> [QueryParameter] {
        if method == .post, let writing { return writing.parameters }
        return parameters ?? []
    }

    /// The path to it, if a link can name one: it has no parameters, and takes GET.
    var link: String? {
        pattern.parameters.isEmpty && methods.contains(.get) ? pattern.description : nil
    }
}

/// An answer that is made already, in parts that other answers share.
struct PartedAnswer: Sendable {
    /// The fields of the header.
    let headers: HTTPFields
    /// The body.
    let parts: [ByteBuffer]

    /// The same as a response.
    var response: Response { Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: parts)) }
}

/// What a handler needs of a request, checked.
struct RouteRequest: Sendable {
    /// The values of the pattern's parameters, by name.
    let path: [String: String]
    /// Whether the path asks for CSV.
    let isTable: Bool
    /// The values of the query's parameters, by name: the last of each.
    var query: [String: String] { lists.compactMapValues(\.last) }
    /// All values of the query's parameters, by name.
    let lists: [String: [String]]
    /// The fields of the header.
    let headers: HTTPFields
    /// The body; empty if the route takes none.
    let body: ByteBuffer
}
