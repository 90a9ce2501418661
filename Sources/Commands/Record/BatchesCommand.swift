internal import ArgumentParser
internal import Client
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic batches`: what was recorded, by whom, from what; and its undoing.
struct BatchesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "List batches, show one, or undo one.",
        subcommands: [ListCommand.self, ShowBatchCommand.self, UndoCommand.self], defaultSubcommand: ListCommand.self)

    /// `mosaic batches list`.
    struct ListCommand: Subcommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List all batches.")

        @OptionGroup var form: FormOptions

        @OptionGroup var record: RecordOptions

        mutating func run(in world: World) throws {
            let session = try Session(record, in: world)
            let batches = try session.openRecord().batches()
            guard !form.json else { return try session.console.write(.array(batches.map { JSONValue($0) })) }
            var table = Table([
                Table.Column(name: "batch", isNumber: true), Table.Column(name: "recorded"), Table.Column(name: "by"),
                Table.Column(name: "rows", isNumber: true), Table.Column(name: "new", isNumber: true),
                Table.Column(name: "revised", isNumber: true), Table.Column(name: "state"), Table.Column(name: "what"),
            ])
            for batch in batches {
                table.add([
                    String(batch.id), batch.recorded.description, batch.recordedBy, String(batch.counts.rows),
                    String(batch.counts[.new]), String(batch.counts[.revised]), batch.stateWords, batch.whatWords,
                ])
            }
            try session.console.write(table.bytes(for: session.console))
        }
    }

    /// `mosaic batches show ID`.
    struct ShowBatchCommand: Subcommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show all that is known of a batch.")

        @Argument(help: "The batch's number.")
        var id: Int

        @OptionGroup var form: FormOptions

        @OptionGroup var record: RecordOptions

        mutating func run(in world: World) throws {
            let session = try Session(record, in: world)
            let batch = try session.openRecord().batch(id)
            guard !form.json else { return try session.console.write(JSONValue(batch)) }
            try session.console.write(line: "batch \(batch.id): \(batch.whatWords)")
            try session.console.write(line: "recorded \(batch.recorded) by \(batch.recordedBy); \(batch.stateWords)")
            if let input = batch.input {
                try session.console.write(line: "read as \(input.reading); SHA-256 \(input.sha256.hexadecimal)")
                let counts = batch.counts.named.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
                try session.console.write(line: counts)
            }
        }
    }

    /// `mosaic batches undo ID`.
    struct UndoCommand: Subcommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Void a batch by another; nothing is deleted, and an undo can be undone.")

        @Argument(help: "The batch's number.")
        var id: Int

        @Flag(help: "Tell which figures in force would change, and do nothing.")
        var dryRun = false

        @OptionGroup var form: FormOptions

        @OptionGroup var server: ServerOptions

        @OptionGroup var record: RecordOptions

        func validate() throws { if server.server != nil { try record.requireNone(beside: "--server") } }

        mutating func run(in world: World) throws {
            if let client = try server.client(in: world) { return try undo(by: client, in: world) }
            let session = try Session(record, in: world)
            let store = try session.openRecordForWriting(create: false)
            let report = try store.undo(id, by: world.caller, dryRun: dryRun)
            guard !form.json else { return try session.console.write(JSONValue(report)) }
            for line in report.lines { try session.console.write(line: line) }
        }

        /// Lets a service undo it, and tells what that says.
        private func undo(by client: ServiceClient, in world: World) throws {
            let (id, isDryRun) = (id, dryRun)
            let answer = try WaitedTask.result { (_) async throws(ClientFault) in
                try await client.undo(id, isDryRun: isDryRun)
            }
            if form.json { try world.console.write(answer.json) }
            for line in form.json ? [] : answer.lines { try world.console.write(line: line) }
        }
    }
}

extension Batch {
    fileprivate var stateWords: String { voidedBy.map { "void, by batch \($0)" } ?? "stands" }

    /// What the batch was read from, or voids.
    var whatWords: String {
        switch kind {
        case .backfill(let input): input.file
        case .retraction(let input): "retraction of \(input.file)"
        case .undo(let id): "undo of batch \(id)"
        }
    }
}
