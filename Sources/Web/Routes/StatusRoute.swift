internal import Formats
internal import Foundation
internal import Record
internal import Reports

extension Route {
    /// `/api/v1/status`: how much the record holds and what came last, as `mosaic status --json` tells it.
    ///
    /// Its place is not told: clients get no paths. What its server is changes without the record, and is published like all of the service.
    static let status = Route.list(
        "/api/v1/status", title: "Status of the record", chinese: "记录状态", of: .status, parameters: [], from: .record,
        isOfTheService: true
    ) { (asked, page) throws(Problem) in
        let service = RecordService(process: Int(ProcessInfo.processInfo.processIdentifier), isReading: true)
        let server = asked.serverRole()
        page.append(
            JSONValue(try asked.reading { try StatusReport(of: $0, record: nil, service: service, server: server) }))
    }
}
