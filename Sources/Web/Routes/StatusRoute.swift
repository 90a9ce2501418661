internal import Formats
internal import Foundation
internal import Record
internal import Reports

extension Route {
    /// `/api/v1/status`: how much the record holds and what came last, as `mosaic status --json` tells it.
    ///
    /// Its place is not told: clients get no paths.
    static let status = Route.list(
        "/api/v1/status", title: "Status of the record", of: .status, parameters: [], from: .record
    ) { (asked, page) throws(Problem) in
        let service = RecordService(process: Int(ProcessInfo.processInfo.processIdentifier), isReading: true)
        page.append(JSONValue(try asked.reading { try StatusReport(of: $0, record: nil, service: service) }))
    }
}
