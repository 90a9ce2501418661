internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/api/v1/openapi.json`: the description of all routes for programs.
    static let openAPI = Route(
        "/api/v1/openapi.json", title: "Description for programs, OpenAPI 3.1", chinese: "供程序使用的说明（OpenAPI 3.1）",
        answer: .document,
        [
            .get: .work { (request, site) throws(Problem) in
                let document = ByteBuffer(json: OpenAPIDocument(of: site.routes, version: site.version).json)
                let tag = EntityTag(of: [String(buffer: document)])
                let validators = Validators(tag, modified: nil, now: site.now())
                if validators.isFresh(request.headers) { return validators.notModified }
                var headers = validators.fields
                headers[.contentType] = TableFormat.json.contentType
                return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: document))
            }
        ])
}
