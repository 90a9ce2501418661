public import Formats
public import Record

/// How much a record holds, what came last, and who serves it.
public struct StatusReport: Sendable {
    /// The place of the record.
    public let record: String
    /// How much it holds.
    public let size: RecordSize
    /// The newest batch; nil if there is none yet.
    public let newest: Batch?
    /// The number of the process that serves it; nil if none does.
    public let service: Int?

    /// Reports on the record at a place.
    public init(record: String, size: RecordSize, newest: Batch?, service: Int?) {
        (self.record, self.size, self.newest, self.service) = (record, size, newest, service)
    }
}

extension JSONValue {
    /// A record's status: `{"record","bytes","batches","observations","vintages","newest":{…},"service"}`.
    public init(_ report: StatusReport) {
        self = [
            "record": .text(report.record), "bytes": .integer(report.size.bytes),
            "batches": .integer(report.size.batches), "observations": .integer(report.size.observations),
            "vintages": .integer(report.size.vintages), "newest": report.newest.map { JSONValue($0) } ?? .null,
            "service": JSONValue(report.service),
        ]
    }
}
