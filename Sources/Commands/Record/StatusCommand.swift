internal import ArgumentParser
internal import Formats
internal import Record
internal import RecordSQLite
internal import Reports

/// `mosaic status`: how much the record holds, what came last, and whether a service has it.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how much the record holds, its newest batch, and whether it is served.")

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var record: RecordOptions

    mutating func run() throws {
        let session = try Session(record)
        let (size, newest): (RecordSize, Batch?)
        do {
            let store = try session.openRecordAsItIs()
            (size, newest) = (try store.size(), try store.batches().last)
        } catch {
            throw CommandFailure(error)
        }
        let service = ServiceLock.holder(database: session.databasePath)
        guard !json else {
            return try session.console.write(
                [
                    "record": .text(session.databasePath), "bytes": .integer(size.bytes),
                    "batches": .integer(size.batches), "observations": .integer(size.observations),
                    "vintages": .integer(size.vintages), "newest": newest.map { JSONValue($0) } ?? .null,
                    "service": JSONValue(service),
                ])
        }
        try session.console.write(line: "record: \(session.databasePath), \(size.bytes) bytes")
        try session.console.write(
            line: "holds: \(size.observations) figures in force, \(size.vintages) vintages, \(size.batches) batches")
        if let newest {
            try session.console.write(
                line: "newest: batch \(newest.id), \(newest.recorded) by \(newest.recordedBy): \(newest.whatWords)")
        }
        try session.console.write(line: "service: \(service.map { "process \($0)" } ?? "none")")
    }
}
