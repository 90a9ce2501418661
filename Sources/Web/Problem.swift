internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// An error as its answer: a problem document of RFC 9457 that has no type of its own.
struct Problem: Error, Equatable {
    /// The status code, which is also the title.
    var status: HTTPResponse.Status
    /// What is wrong with this request, and what would be right.
    var detail: String
    /// The same in Chinese, for pages; nil where no page tells it.
    var chinese: String?
    /// What the status wants said in the header.
    var fields: HTTPFields = [:]
    /// What the document has besides. (RFC 9457, 3.2)
    var members: [JSONValue.Member] = []

    /// The content type of a problem document.
    static let contentType = "application/problem+json"

    /// The document: `{"type":"about:blank","title":…,"status":…,"detail":…,"request_id":…}`.
    func document(of id: RequestID) -> ByteBuffer {
        let all: [(key: String, value: JSONValue)] = [
            ("type", .text("about:blank")), ("title", .text(status.reasonPhrase)), ("status", .integer(status.code)),
            ("detail", .text(detail)), ("request_id", .text(id.description)),
        ]
        return ByteBuffer(json: .object(all.map { JSONValue.Member(key: $0.key, value: $0.value) } + members))
    }

    /// The answer to a request.
    func response(to id: RequestID) -> Response {
        var headers = fields
        headers[.contentType] = Self.contentType
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: document(of: id)))
    }
}
