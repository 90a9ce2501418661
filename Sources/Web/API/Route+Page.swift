internal import Crypto
internal import Evaluation
internal import Exposition
internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import NIOCore
internal import Pages
internal import Record
internal import Reports

extension Route {
    /// A page for people, which a client may keep and ask for again.
    ///
    /// Each is made on the threads for requests' work. It shows what is published; from another viewpoint the record is evaluated anew.
    /// - Parameters:
    ///   - source: of what the page is made.
    ///   - render: makes the page.
    static func page(
        _ pattern: RoutePattern, title: String, chinese: String, from source: ListRequest.Source,
        _ render: @escaping @Sendable (ListRequest, PageContext) throws(Problem) -> any Page
    ) -> Route {
        forReaders(pattern, title: title, chinese: chinese, answer: .page, from: source) {
            (asked, context, fields) throws(Problem) in
            Response(page: try render(asked, context), fields)
        }
    }

    /// A picture of a page as a file of its own.
    ///
    /// - Parameter render: makes the picture; nil: there is nothing to draw.
    static func picture(
        _ pattern: RoutePattern, title: String, chinese: String, from source: ListRequest.Source,
        _ render: @escaping @Sendable (ListRequest, PageContext) throws(Problem) -> PictureFile?
    ) -> Route {
        forReaders(pattern, title: title, chinese: chinese, answer: .picture, from: source) {
            (asked, context, fields) throws(Problem) in
            guard let picture = try render(asked, context) else {
                throw Problem(
                    status: .notFound, detail: "The record has no figure to draw.", chinese: "记录中没有可绘制的数据。")
            }
            return Response(picture: picture, fields)
        }
    }

    private static func forReaders(
        _ pattern: RoutePattern, title: String, chinese: String, answer: RouteAnswer, from source: ListRequest.Source,
        _ respond: @escaping @Sendable (ListRequest, PageContext, HTTPFields) throws(Problem) -> Response
    ) -> Route {
        Route(
            pattern, title: title, chinese: chinese, parameters: QueryParameter.ofPages, answer: answer,
            [
                .get: .work { (request, site) throws(Problem) in
                    guard site.publication.current.evaluated != nil else { return try firstPage(request, site) }
                    let asked = try ListRequest(request, site, from: source)
                    let language = request.language(for: asked.catalog)
                    // What is told of the service changes without the record.
                    let form = "html \(language) \(asked.view == nil) \(asked.edition)"
                    let validators = asked.validators(form, version: site.version)
                    var fields = validators.fields
                    fields[.vary] = "Accept-Language"
                    if validators.isFresh(request.headers) {
                        var response = validators.notModified
                        response.headers[.vary] = fields[.vary]
                        return response
                    }
                    let source = PageContext.Source(
                        asOfYear: try asked.asOfYear(), batch: asked.state.batch,
                        recorded: asked.state.recorded)
                    let context = PageContext(
                        language: language, path: pattern.path(of: request.path), carried: request.carried,
                        source: source, catalog: asked.catalog, version: site.version)
                    return try respond(asked, context, fields)
                }
            ])
    }

    /// What is shown before the first evaluation.
    private static func firstPage(_ request: RouteRequest, _ site: Site) throws(Problem) -> Response {
        let context = PageContext(
            language: request.language(for: nil), path: "/", carried: request.carried,
            source: nil, catalog: nil, version: site.version)
        let page = ServicePage(
            status: site.publication.current.status, notes: site.publication.current.notes, inbox: nil, size: nil,
            server: nil, places: site.routes.places, for: context)
        return Response(page: page, [.cacheControl: "no-store"])
    }
}

extension RouteTable {
    /// The paths that a link can name, each with its title.
    var places: [(path: String, title: BilingualText)] {
        routes.compactMap { route in route.link.map { ($0, route.title) } }
    }
}

extension RouteRequest {
    /// The parameters that a page's links carry on, in their order.
    var carried: [(name: String, value: String)] {
        QueryParameter.ofPages.compactMap { parameter in value(parameter).map { (parameter.name, $0) } }
    }
}

extension Response {
    /// A page. It loads nothing but the files of the service's own, and runs no other script.
    init(page: any Page, _ fields: HTTPFields, status: HTTPResponse.Status = .ok) {
        var headers = fields
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.html)))
    }

    /// A picture. Of all styles it may use the one within it alone.
    init(picture: PictureFile, _ fields: HTTPFields) {
        var headers = fields
        headers[.contentType] = "image/svg+xml"
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'sha256-\(Self.styleDigest)'"
        self.init(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.svg)))
    }

    /// SHA-256 of the style of pictures, as Content-Security-Policy names it.
    private static let styleDigest = Data(SHA256.hash(data: Data(PictureFile.style.utf8))).base64EncodedString()
}
