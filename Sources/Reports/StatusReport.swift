public import Formats
public import Record

/// How much a record holds, what came last, and who serves it.
public struct StatusReport: Sendable {
    /// The place of the record; nil where it is not to be told.
    public let record: String?
    /// How much it holds.
    public let size: RecordSize
    /// The newest batch; nil if there is none yet.
    public let newest: Batch?
    /// The service that has it; nil if none has.
    public let service: RecordService?
    /// What the server that has the record is among others; nil if none has.
    public let server: ServerRole?

    /// Reports on a record of some size.
    public init(record: String?, size: RecordSize, newest: Batch?, service: RecordService?, server: ServerRole?) {
        (self.record, self.size, self.newest) = (record, size, newest)
        (self.service, self.server) = (service, server)
    }

    /// Reports on a record at a place.
    public init(
        of view: any RecordView, record: String?, service: RecordService?, server: ServerRole?
    ) throws(RecordFailure) {
        let newest = try view.batches(after: max(0, view.state.batch - 1)).last
        self.init(record: record, size: try view.size(), newest: newest, service: service, server: server)
    }
}

extension RecordService {
    /// The service as `mosaic status` tells it.
    public var words: String {
        isReading
            ? "process \(process)" : "process \(process), which can't read the record and serves its last snapshot"
    }
}

extension JSONValue {
    /// A record's status: `{"record","bytes","batches","observations","vintages","newest":{…},"service","service_reads","server":{…}}`:
    /// the service's process, whether it can read the record, and the role of the record's server.
    public init(_ report: StatusReport) {
        self = [
            "record": JSONValue(report.record), "bytes": .integer(report.size.bytes),
            "batches": .integer(report.size.batches), "observations": .integer(report.size.observations),
            "vintages": .integer(report.size.vintages), "newest": report.newest.map { JSONValue($0) } ?? .null,
            "service": JSONValue(report.service?.process),
            "service_reads": report.service.map { .boolean($0.isReading) } ?? .null,
            "server": report.server.map { JSONValue($0) } ?? .null,
        ]
    }
}
