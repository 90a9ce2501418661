internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic status`: how much the record holds, what came last, what its server is, and whether a service has it.
struct StatusCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how much the record holds, its newest batch, and whether it is served.")

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let service = world.keeper.service(ofRecordAt: session.place)
        let report: StatusReport
        do {
            let store = try session.openRecordAsItIs()
            report = try StatusReport(
                of: store.view(), record: session.shownPlace, service: service, server: store.serverRole())
        } catch {
            if let service { session.console.tell("service: \(service.words)") }
            throw error
        }
        guard !form.json else { return try session.console.write(JSONValue(report)) }
        let size = report.size
        try session.console.write(line: "record: \(session.shownPlace), \(size.bytes) bytes")
        try session.console.write(
            line: "holds: \(size.observations.counted("figure")) in force, \(size.vintages.counted("vintage")), "
                + size.batches.counted("batch", "batches"))
        if let newest = report.newest {
            try session.console.write(
                line: "newest: batch \(newest.id), \(newest.recorded) by \(newest.recordedBy): \(newest.whatWords)")
        }
        if let server = report.server { try session.console.write(line: "server: \(server.words.english)") }
        try session.console.write(line: "service: \(report.service.map(\.words) ?? "none")")
    }
}
