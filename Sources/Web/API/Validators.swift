internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators

/// By what a client asks whether an answer that it has is still the one that it would get.
struct Validators: Sendable {
    /// The tag of all that the answer is made of.
    let tag: EntityTag
    /// When that last changed; nil: it is too young for a date of whole seconds, or it is not known.
    let modified: Timestamp?

    /// - Parameter modified: when it last changed. What is younger than ten seconds may change again before its date is another.
    init(_ tag: EntityTag, modified: Timestamp?, now: Timestamp) {
        self.tag = tag
        self.modified = modified.flatMap { $0.advanced(by: .seconds(10)) <= now ? $0 : nil }
    }

    /// The fields that every answer has, 304 too: it may be kept, and is to be asked for each time.
    var fields: HTTPFields {
        var fields: HTTPFields = [.eTag: tag.description, .cacheControl: "no-cache", .vary: "Accept"]
        if let modified { fields[.lastModified] = modified.httpDate }
        return fields
    }

    /// Whether the client has the answer. A date counts only where it names no tag. (RFC 9110, 13.2.2)
    func isFresh(_ asked: HTTPFields) -> Bool {
        if let tags = asked[.ifNoneMatch] { return tag.isNamed(in: tags) }
        guard let modified, let since = asked[.ifModifiedSince].flatMap({ Timestamp(httpDate: $0) }) else {
            return false
        }
        return modified.microseconds / 1_000_000 <= since.microseconds / 1_000_000
    }

    /// 304. It says nothing of a length: that would be the one of the answer which the client has.
    var notModified: Response {
        var response = Response(status: .notModified, headers: fields)
        response.headers[.contentLength] = nil
        return response
    }
}
