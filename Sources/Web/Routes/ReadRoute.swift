internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Route {
    /// `/api/v1/read`: every year's figure and the plans' lines, by Prometheus's remote read; of a vintage where one is asked for.
    ///
    /// The answer is of samples, which every client takes.
    static let read = Route(
        "/api/v1/read", title: "History for PromQL, by Prometheus's remote read",
        chinese: "供PromQL使用的历史数据（Prometheus远程读取）", parameters: [.asOf, .publishedBy],
        answer: .text(["application/x-protobuf"]), bodyType: "application/x-protobuf", bodyBytes: 128 * 1024,
        [
            .post: .work { (request, site) throws(Problem) in
                let asked = try ListRequest(request, site, from: .snapshot)
                let wanted = try told { () throws(RemoteReadFault) in
                    try RemoteReadRequest(packed: Array(request.body.readableBytesView))
                }
                // Of a vintage only what one indicator needs is evaluated, if only one is asked for.
                let indicators = HistoryReader(asked.evaluated.snapshot).indicators(askedBy: wanted)
                let snapshot = try asked.snapshot(neededBy: indicators.count == 1 ? indicators[0] : nil)
                let answer = try told { () throws(RemoteReadFault) in try HistoryReader(snapshot).answer(wanted) }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/x-protobuf", .contentEncoding: "snappy", .cacheControl: "no-store",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
            }
        ])

    /// The value of what may be at fault by the request, a fault being a problem.
    private static func told<Value>(_ body: () throws(RemoteReadFault) -> Value) throws(Problem) -> Value {
        do throws(RemoteReadFault) {
            return try body()
        } catch {
            throw Problem(status: .badRequest, detail: error.description)
        }
    }
}
