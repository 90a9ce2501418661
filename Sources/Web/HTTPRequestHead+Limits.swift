internal import HTTPTypes
internal import NIOHTTP1

extension HTTPRequestHead {
    /// What is wrong with the request, whatever it asks for; nil: nothing is.
    ///
    /// - Parameter bodyBytes: the most bytes of a body; 0: none is wanted, and its length does not matter.
    func problem(bodyBytes: Int) -> Problem? {
        let hosts = headers["host"].count
        if hosts > 1 || hosts == 0 && version.minor > 0 {
            return Problem(status: .badRequest, detail: "A request has one Host field. (RFC 9112, 3.2)")
        }
        if let length = headers.first(name: "content-length").flatMap(Int.init), bodyBytes > 0, length > bodyBytes {
            return .contentTooLarge(limit: bodyBytes)
        }
        return nil
    }

    /// Whether the request has a body, be it of a length or in chunks.
    var hasBody: Bool {
        headers.contains(name: "transfer-encoding") || headers.first(name: "content-length").map { $0 != "0" } ?? false
    }

    /// Whether the client waits with its body until it is asked for. (RFC 9110, 10.1.1)
    var awaitsContinue: Bool {
        hasBody && version.minor > 0 && headers.first(name: "expect")?.lowercased() == "100-continue"
    }

    /// Whether no other request follows on its connection. That is so if the request says it, if it is HTTP/1.0, and if it
    /// asks for another protocol, because the parser then stops.
    var isLast: Bool {
        version.minor == 0 || !isKeepAlive || method == .CONNECT || headers.contains(name: "upgrade")
    }
}

extension Problem {
    /// The body is too large.
    static func contentTooLarge(limit: Int) -> Problem {
        Problem(status: .contentTooLarge, detail: "The request's body is larger than \(limit) bytes.")
    }

    /// The answer to bytes that could not be parsed.
    init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow:
            self.init(
                status: .requestHeaderFieldsTooLarge, detail: "The request's target or header is larger than allowed.")
        case .invalidVersion:
            self.init(
                status: HTTPResponse.Status(code: 505, reasonPhrase: "HTTP Version Not Supported"),
                detail: "HTTP/1.1 is spoken here.")
        default:
            self.init(status: .badRequest, detail: "This is no HTTP/1.1 request.")
        }
    }
}
