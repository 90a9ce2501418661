internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// An error as its answer: a problem document of RFC 9457 that has no type of its own.
struct Problem: Error, Equatable {
    /// The status code, which is also the title.
    var status: HTTPResponse.Status
    /// What is wrong with this request, and what would be right.
    var detail: String
    /// What the status wants said in the header.
    var fields: HTTPFields = [:]

    /// Where the content type of a problem document is known.
    static let contentType = "application/problem+json"

    /// The document: `{"type":"about:blank","title":…,"status":…,"detail":…}`.
    var document: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeString(#"{"type":"about:blank","title":"#)
        buffer.writeJSON(status.reasonPhrase)
        buffer.writeString(#","status":\#(status.code),"detail":"#)
        buffer.writeJSON(detail)
        buffer.writeString("}\n")
        return buffer
    }

    /// The answer.
    var response: Response {
        var headers = fields
        headers[.contentType] = Self.contentType
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: document))
    }
}

extension ByteBuffer {
    /// Writes a text as a JSON string. (RFC 8259, 7)
    fileprivate mutating func writeJSON(_ text: String) {
        writeString("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": writeString("\\\"")
            case "\\": writeString("\\\\")
            case "\u{0}"..<"\u{20}":
                let code = String(scalar.value, radix: 16)
                writeString("\\u" + String(repeating: "0", count: 4 - code.utf8.count) + code)
            default: writeString(String(scalar))
            }
        }
        writeString("\"")
    }
}
