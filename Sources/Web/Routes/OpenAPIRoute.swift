internal import Exposition
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
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
                // It is of the program alone, which is another one at the earliest since the service began.
                let began = Timestamp(microseconds: Int64(site.process.startTime * 1_000_000))
                let validators = Validators(tag, modified: began, now: site.now())
                if validators.isFresh(request.headers) { return validators.notModified }
                var headers = validators.fields
                headers[.contentType] = TableFormat.json.contentType
                return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: document))
            }
        ])
}
