internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/api/v1/read`: every year's figure and the plans' lines, by Prometheus's remote read.
    ///
    /// The answer is of samples, which every client takes.
    static let read = Route(
        "/api/v1/read", title: "History for PromQL, by Prometheus's remote read", parameters: [],
        answer: .text(["application/x-protobuf"]), bodyType: "application/x-protobuf", bodyBytes: 128 * 1024,
        [
            .post: .work { (request, site) throws(Problem) in
                let snapshot = try site.publication.current.requireSnapshot().snapshot
                do throws(RemoteReadFault) {
                    let wanted = try RemoteReadRequest(packed: Array(request.body.readableBytesView))
                    return Response(
                        status: .ok,
                        headers: [
                            .contentType: "application/x-protobuf", .contentEncoding: "snappy",
                            .cacheControl: "no-store",
                        ],
                        body: ResponseBody(
                            byteBuffer: ByteBuffer(bytes: try HistoryReader(snapshot).answer(wanted))))
                } catch {
                    throw Problem(status: .badRequest, detail: error.description)
                }
            }
        ])
}
