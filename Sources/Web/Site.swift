public import Exposition
public import Formats
internal import HTTPTypes
internal import HummingbirdCore
public import Indicators
public import Logging
internal import NIOCore
public import Record
public import Reports

/// Answers requests: finds the route of each, and gives its handler what it needs.
///
/// A scrape is answered from what is published, at once. What takes longer runs on threads of its own, with a limit on how
/// many requests wait and a deadline. So it never holds a scrape.
public struct Site: Sendable {
    let version: String
    let publication: Publication
    let process: ProcessMetrics
    let requests: HTTPRequestMetrics
    private let record: @Sendable () throws(RecordFailure) -> any RecordStore
    /// The files of the inboxes that are not recorded.
    let inbox: @Sendable () -> [InboxEntry]
    /// The report of a file that failed, by the names of its inbox and of the file; nil: there is none.
    let inboxReport: @Sendable (_ inbox: String, _ file: String) -> JSONValue?
    /// Who may come in; nil: everybody, without TLS.
    let gate: WebGate?
    /// Who may write; nil: nobody.
    let writes: WriteGate?
    let writeWork: WriteWork
    let limits: WebLimits
    let routes: RouteTable
    private let work: RequestWork
    /// A thread of the scrapes' own: theirs is not to wait for other requests' work.
    private let scrapeWork: RequestWork
    private let log: RequestLog
    /// Of answers that are made for one client each.
    let budget: AnswerBudget
    let now: @Sendable () -> Timestamp

    /// A site that shows a version and what is published, and counts its requests in `requests`; `now` is the clock.
    ///
    /// - Parameters:
    ///   - record: the record that is served, or why it can't be. It is asked at each request, as the record may have been opened again.
    ///   - inbox: the files of the inboxes that are not recorded, asked at each request that shows them.
    ///   - inboxReport: the report of a file that failed, by the names of its inbox and of the file; nil: there is none.
    ///   - gate: who may come in; nil: everybody, without TLS.
    ///   - writes: who may write; nil: nobody.
    ///   - logger: is told of each request.
    public init(
        version: String, publication: Publication, process: ProcessMetrics, requests: HTTPRequestMetrics,
        record: @escaping @Sendable () throws(RecordFailure) -> any RecordStore,
        inbox: @escaping @Sendable () -> [InboxEntry] = { [] },
        inboxReport: @escaping @Sendable (_ inbox: String, _ file: String) -> JSONValue? = { _, _ in nil },
        gate: WebGate? = nil, writes: WriteGate? = nil, limits: WebLimits = WebLimits(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.init(
            version: version, publication: publication, process: process, requests: requests, record: record,
            inbox: inbox, inboxReport: inboxReport, gate: gate, writes: writes, limits: limits, routes: .mosaic,
            timer: RequestWork.systemTimer, logger: logger, now: now)
    }

    /// A site of any routes.
    ///
    /// - Parameter timer: says when the deadline of a piece of work has passed.
    init(
        version: String, publication: Publication, process: ProcessMetrics, requests: HTTPRequestMetrics,
        record: @escaping @Sendable () throws(RecordFailure) -> any RecordStore,
        inbox: @escaping @Sendable () -> [InboxEntry] = { [] },
        inboxReport: @escaping @Sendable (_ inbox: String, _ file: String) -> JSONValue? = { _, _ in nil },
        gate: WebGate?, writes: WriteGate?, limits: WebLimits, routes: RouteTable, timer: @escaping RequestWork.Timer,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.version = version
        self.publication = publication
        self.process = process
        self.requests = requests
        self.record = record
        self.inbox = inbox
        self.inboxReport = inboxReport
        self.gate = gate
        self.writes = writes
        writeWork = WriteWork(limits, timer: timer)
        self.limits = limits
        self.routes = routes
        self.log = RequestLog(logger)
        self.now = now
        work = RequestWork(limits, timer: timer)
        var scrapeLimits = limits
        scrapeLimits.workThreads = 1
        // After a restart all who waited come at once, and the first of them makes what the others take.
        scrapeLimits.waitingRequests = limits.connections
        scrapeWork = RequestWork(scrapeLimits, timer: timer)
        budget = AnswerBudget(limit: limits.ownBytes, least: limits.smallBytes)
    }

    /// An answer, what it answers, and under which route it is counted.
    struct Answer: Sendable {
        var response: Response
        let route: String
        let id: RequestID
        /// Nil of what could not be read as a request.
        var method: HTTPRequest.Method?
        /// Without the query; nil of what could not be read as a request.
        var path: String?
    }

    /// Answers a request; what goes wrong is an answer too.
    func answer(_ request: Request) async -> Answer {
        let found = routes.find(request.uri.path)
        let id = RequestID(field: request.headers.requestID)
        var response: Response
        do throws(Problem) {
            try await gate?.admit(request, to: found?.route, hasToken: takesToken(of: request, found))
            if let found {
                response = try await respond(to: request, found)
            } else if request.isOfServer {
                response = routes.options
            } else {
                throw routes.notFound
            }
        } catch {
            response = answer(error, to: request, at: found?.route, id)
        }
        if request.method == .head { response = response.createHeadResponse() }
        return Answer(
            response: finish(response, id), route: found?.route.pattern.description ?? Self.otherRoute, id: id,
            method: request.method, path: request.uri.path)
    }

    /// The answer to what could not be read as a request.
    func rejection(_ problem: Problem) -> Answer {
        let id = RequestID(field: nil)
        return Answer(response: finish(problem.response(to: id), id), route: Self.otherRoute, id: id)
    }

    /// What one state of the record answers. For handlers that work: the record may wait for its disk.
    ///
    /// - Throws: 404 for a batch that the record does not have; 503 if the record can't be read.
    func reading<Value>(_ body: (any RecordView) throws(RecordFailure) -> Value) throws(Problem) -> Value {
        do throws(RecordFailure) {
            return try body(record().view())
        } catch {
            throw Problem(error)
        }
    }

    /// What the server that has the record is among others; nil where it is on none, or can't be asked. For handlers that work.
    func serverRole() -> ServerRole? { try? record().serverRole() }

    /// What is done to the record. For handlers that write.
    ///
    /// - Throws: 404 for a batch that the record does not have; 503 if the record is busy, 507 if its disk is full.
    func writing<Value>(_ body: (any RecordStore) throws(RecordFailure) -> Value) throws(Problem) -> Value {
        do throws(RecordFailure) {
            return try body(record())
        } catch {
            throw Problem(writing: error)
        }
    }

    /// Adds what every answer says.
    func finish(_ response: Response, _ id: RequestID) -> Response {
        var response = response
        response.headers[.date] = now().httpDate
        response.headers[.xContentTypeOptions] = "nosniff"
        for field in gate?.headers ?? [:] { response.headers[field.name] = field.value }
        response.headers.requestID = id.description
        return response
    }

    /// Counts a request that was answered, and tells the log.
    ///
    /// - Parameter remote: the client's address.
    func record(_ answer: Answer, took time: Duration, from remote: @autoclosure () -> SocketAddress? = nil) {
        let (seconds, attoseconds) = time.components
        requests.record(
            route: answer.route, status: answer.response.status.code,
            seconds: Double(seconds) + Double(attoseconds) * 1e-18)
        log.tell(answer, took: time, from: remote())
    }

    /// The label of all that no route answers: clients can't make up labels.
    private static let otherRoute = "other"

    private func respond(
        to request: Request, _ found: RouteTable.Match
    ) async throws(Problem) -> Response {
        let route = found.route
        if request.method == .post, let writing = found.writing { return try await write(request, found, writing) }
        guard let handler = route.handler(of: request.method) else {
            guard request.method == .options else { throw found.methodNotAllowed }
            return found.options
        }
        var lists: [String: [String]] = [:]
        if let parameters = route.parameters {
            lists = try QueryParameter.values(of: request.uri.query, among: parameters)
        }
        let body = route.bodyBytes > 0 ? try await request.body(upTo: route.bodyBytes) : ByteBuffer()
        let asked = RouteRequest(
            path: found.values, isTable: found.isTable, lists: lists, headers: request.headers, body: body)
        switch handler {
        case .atOnce(let answer): return try answer(asked, self)
        case .scrape(let atOnce, let answer):
            if let answer = try atOnce(asked, self) { return answer.response }
            let patience = ScrapeTimeout.duration(of: request.headers)
            return try await scrapeWork.result(within: patience) { () throws(Problem) in try answer(asked, self) }
        case .work(let answer):
            return try budget.counted(await work.result { () throws(Problem) in try answer(asked, self) })
        }
    }
}

extension Request {
    /// Whether it asks what the server takes, wherever. (RFC 9110, 9.3.7)
    fileprivate var isOfServer: Bool { method == .options && head.path == "*" }

    /// The whole body.
    ///
    /// - Throws: 413 if it is larger; 400 if it does not end.
    fileprivate func body(upTo limit: Int) async throws(Problem) -> ByteBuffer {
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw .contentTooLarge(limit: limit)
        } catch {
            throw Problem(status: .badRequest, detail: "The request's body is not whole.")
        }
    }
}

extension Problem {
    /// The answer to a request whose reading of the record fails. It tells clients no paths and no addresses.
    init(_ failure: RecordFailure) {
        if case .noSuchBatch(let id) = failure {
            self.init(status: .notFound, detail: "There is no batch \(id).", chinese: "没有第\(id)批。")
        } else {
            self.init(
                status: .serviceUnavailable, detail: "The record can't be read now; try again in a second.",
                chinese: "目前无法读取记录；请稍后再试。",
                fields: [.retryAfter: "1"])
        }
    }
}

extension Publication.Edition {
    /// The snapshot and its bytes.
    ///
    /// - Throws: 503 before the first evaluation.
    func requireSnapshot() throws(Problem) -> Publication.Evaluated {
        guard let evaluated else {
            throw Problem(
                status: .serviceUnavailable, detail: "There is no snapshot yet. Status: \(status.english)",
                chinese: "尚未计算。状态：\(status.chinese)")
        }
        return evaluated
    }
}
