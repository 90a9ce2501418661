internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Pages

extension Route {
    /// `/static/{name}`: what pages need beside themselves. A name has a digest of the file, so that it may be kept for ever.
    static let staticFile = Route(
        "/static/{name}", title: "A file that pages need", chinese: "页面所需文件",
        answer: .text(StaticFile.all.map(\.mediaType)),
        [
            .get: .atOnce { (request, _) throws(Problem) in
                guard let file = StaticFile.all.first(where: { $0.name == request.path["name"] }) else {
                    throw Problem(status: .notFound, detail: "There is no such file; pages name those that there are.")
                }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: file.contentType, .cacheControl: "public, max-age=31536000, immutable",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: file.text)))
            }
        ])
}
