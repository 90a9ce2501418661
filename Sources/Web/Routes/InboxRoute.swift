internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Reports

extension Route {
    /// `/api/v1/inbox`: what waits in the inboxes and what failed, as `mosaic inbox --json` tells it.
    static let inbox = Route.list(
        "/api/v1/inbox", title: "Files of the inboxes that wait or failed", chinese: "收件箱中等待或失败的文件", of: .inboxEntry,
        parameters: [],
        from: .catalog, isOfTheMoment: true
    ) { (asked, page) throws(Problem) in
        page.append(asked.inbox()) {
            [$0.inbox, $0.state.rawValue, $0.file]
        } where: { _ in
            true
        } _: {
            JSONValue($0)
        }
    }

    /// `/api/v1/inbox/{inbox}/{file}`: why a file failed, all of it: the report that is beside the file.
    static let inboxReport = Route(
        "/api/v1/inbox/{inbox}/{file}", title: "Report of a file that failed in an inbox", parameters: [],
        answer: .report(of: .refusedFile),
        [
            .get: .work { (request, site) throws(Problem) in
                let (inbox, file) = (request.path["inbox"] ?? "", request.path["file"] ?? "")
                guard let report = site.inboxReport(inbox, file) else {
                    throw Problem(
                        status: .notFound,
                        detail:
                            "No file \"\(file)\" failed in an inbox \"\(inbox)\"; /api/v1/inbox lists those that did.")
                }
                return Response(
                    status: .ok,
                    headers: [.contentType: TableFormat.json.contentType, .cacheControl: "no-store"],
                    body: ResponseBody(byteBuffer: ByteBuffer(json: report)))
            }
        ])
}
