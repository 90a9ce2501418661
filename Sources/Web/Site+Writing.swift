internal import Config
internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import NIOHTTP1
internal import Record

extension Site {
    /// How the body of a request is taken.
    struct BodyRule: Hashable, Sendable {
        /// The most bytes; 0: none is wanted.
        var bytes = 0
        /// Whether it is a file, which may take as long as it keeps coming, and whose end is marked.
        var isFile = false
    }

    /// How the body of a request is taken, by its head. A file is wanted of those alone that have a token.
    func bodyRule(_ head: HTTPRequestHead) -> BodyRule {
        // As of every scrape.
        guard head.method != .GET || head.hasBody else { return BodyRule() }
        guard let method = HTTPRequest.Method(head.method.rawValue), let found = routes.find(URI(head.uri).path) else {
            return BodyRule()
        }
        if method == .post, let writing = found.writing {
            let isWanted = writing.takesFile && writes?.knows(head.headers.first(name: "authorization")) == true
            return BodyRule(bytes: isWanted ? limits.fileBytes : 0, isFile: isWanted)
        }
        return BodyRule(bytes: found.route.handler(of: method) == nil ? 0 : found.route.bodyBytes)
    }

    /// Whether a token takes the place of a password: for what a route writes, and for what it tells.
    func takesToken(of request: Request, _ found: RouteTable.Match?) -> Bool {
        guard let writes, let found, found.route.writing != nil else { return false }
        return request.method == .post && found.writing != nil || writes.knows(request.headers[.authorization])
    }

    /// Answers a request that writes.
    ///
    /// - Throws: 403 where nothing may be written, 401 without a token, 415 for a body that is no file, and what becomes of it.
    func write(
        _ request: Request, _ found: RouteTable.Match, _ writing: Writing
    ) async throws(Problem) -> Response {
        guard let writes else {
            throw Problem(
                status: .forbidden, detail: "Nothing is written over HTTP here: the settings name no web.tokens.")
        }
        let token = try writes.admit(request.headers[.authorization])
        let lists = try QueryParameter.values(of: request.uri.query, among: writing.parameters)
        let place = try writeWork.enter()
        defer { place.keep() }
        let type = writing.takesFile ? try BodyType(request.headers) : nil
        let name = lists[QueryParameter.file.name]?.last ?? Self.unnamed
        guard (1...255).contains(name.utf8.count), name == name.replacingControlCharacters() else {
            throw Problem(status: .badRequest, detail: "file is no name; expected 1 to 255 bytes of text on one line")
        }
        let input = writing.takesFile ? try await writeWork.input(of: request.body, named: name) : nil
        let asked = WriteRequest(
            path: found.values, lists: lists, token: token, gate: writes, input: input, encoding: type?.encoding)
        return try await writeWork.result { () throws(Problem) in try writing.handler(asked, self) }
    }

    /// The name of a file that has none.
    private static let unnamed = "body"
}

extension RouteTable.Match {
    /// What is done by POST with a token; a list as CSV does nothing.
    var writing: Writing? { isTable ? nil : route.writing }
}

extension Problem {
    /// There is no room on the disk. (RFC 4918, 11.5)
    static func insufficientStorage(_ detail: String) -> Problem {
        Problem(status: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), detail: detail)
    }

    /// The answer to a request for whose writing the record fails. It tells clients no paths and no addresses.
    init(writing failure: RecordFailure) {
        switch failure {
        case .noSuchBatch(let id): self.init(status: .notFound, detail: "There is no batch \(id).")
        case .diskFull: self = .insufficientStorage("The record's disk is full; nothing was recorded.")
        case .busy:
            self.init(
                status: .serviceUnavailable, detail: "The record is busy with another writer; try again.",
                fields: [.retryAfter: "5"])
        case .outcomeUnknown:
            self.init(
                status: .serviceUnavailable,
                detail: "It is not known whether the batch was recorded: ask for the batches before you try again.",
                fields: [.retryAfter: "5"])
        case .unitChanged, .inputUnreadable:
            self.init(status: .internalServerError, detail: "Nothing was recorded: \(failure)")
        case .missing, .unreadable, .unreachable, .cannotCreate, .readOnly, .notAllowed, .refused, .notARecord,
            .damaged,
            .inputOutput, .newerSchema, .notReplicated, .secondService:
            self.init(
                status: .serviceUnavailable, detail: "The record can't be written now; nothing was recorded.",
                fields: [.retryAfter: "5"])
        }
    }
}
