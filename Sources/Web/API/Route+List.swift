internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Reports

extension Route {
    /// A list of the API: `{"data":[…],"next":…}` or CSV, page by page, which a client may keep and ask for again.
    ///
    /// - Parameters:
    ///   - row: the shape of a row.
    ///   - csv: the shape of a row in CSV; nil: the same.
    ///   - parameters: those of the list's own.
    ///   - source: of what the list is made.
    ///   - isOfTheMoment: whether it is of more than that, so that nobody may keep it.
    ///   - isOfTheService: whether it tells of the service, which changes without the record.
    ///   - fill: appends the rows of a page.
    static func list(
        _ pattern: RoutePattern, title: String, chinese: String, of row: JSONShape, csv: JSONShape? = nil,
        parameters: [QueryParameter], from source: ListRequest.Source, isOfTheMoment: Bool = false,
        isOfTheService: Bool = false,
        writing: Writing? = nil,
        _ fill: @escaping @Sendable (ListRequest, inout PageWriter) throws(Problem) -> Void
    ) -> Route {
        let all = parameters + [.limit, .cursor]
        return Route(
            pattern, title: title, chinese: chinese, parameters: all, answer: .list(of: row), writing: writing,
            [
                .get: .work { (request, site) throws(Problem) in
                    let asked = try ListRequest(request, site, from: source)
                    let format = request.isTable ? .csv : TableFormat(accept: request.headers[.accept])
                    let form = isOfTheService ? "\(format.rawValue) \(asked.edition)" : format.rawValue
                    let validators = isOfTheMoment ? nil : asked.validators(form, version: site.version)
                    if let validators, validators.isFresh(request.headers) { return validators.notModified }
                    var page = PageWriter(
                        format, csv: csv ?? row, limit: asked.limit, after: asked.cursor?.names,
                        state: source == .record ? asked.cursor?.state ?? asked.state.words : nil)
                    try fill(asked, &page)
                    let next = page.next.map { reference(to: $0, request.query, all) }
                    var headers = validators?.fields ?? [.cacheControl: "no-store", .vary: "Accept"]
                    headers[.contentType] = format.contentType
                    if let next { headers.link = "<\(next)>; rel=\"next\"" }
                    let body = try page.body(next: next)
                    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
                }
            ])
    }

    /// The next page, relative to the one before: the same query with another cursor.
    private static func reference(
        to cursor: PageCursor, _ query: [String: String], _ parameters: [QueryParameter]
    ) -> String {
        var values = query
        values[QueryParameter.cursor.name] = cursor.text
        let pairs = parameters.compactMap { parameter in
            values[parameter.name].map { "\(parameter.name)=\($0.queryEncoded)" }
        }
        return "?" + pairs.joined(separator: "&")
    }
}

extension HTTPFields {
    /// The value of `Link`. (RFC 8288)
    fileprivate var link: String? {
        get { Self.linkName.flatMap { self[$0] } }
        set { if let name = Self.linkName { self[name] = newValue } }
    }

    private static let linkName = HTTPField.Name("Link")
}
