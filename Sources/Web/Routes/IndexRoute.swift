internal import Exposition
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/`: the page that says what this is and where the rest is.
    static let index = Route(
        "/", title: "Mosaic", answer: .text(["text/html"]),
        [
            .get: .atOnce { (_, site) throws(Problem) in
                let page = IndexPage(
                    version: site.version, status: site.publication.current.status, routes: site.routes.routes)
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: page.html)))
            }
        ])
}
