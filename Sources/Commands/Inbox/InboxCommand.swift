internal import ArgumentParser
internal import Config
internal import Formats
internal import Inbox
internal import Indicators
internal import Record
internal import Reports

/// `mosaic inbox`: the files that wait to be recorded and those that were not, and another try of one.
struct InboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "List the files that wait in the inboxes or failed, or try one again.",
        subcommands: [ListFilesCommand.self, RetryCommand.self], defaultSubcommand: ListFilesCommand.self)

    /// `mosaic inbox list`.
    struct ListFilesCommand: Subcommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List what waits, in the order in which it is taken, and what failed, with why.",
            discussion: """
                A file that is moved to an inbox, or is closed after it was written there, is recorded by the service. Recorded files \
                are in done/YEAR, others in failed, each with its report beside it: NAME.report.txt and NAME.report.json.
                """)

        @OptionGroup var form: FormOptions

        @OptionGroup var record: RecordOptions

        mutating func run(in world: World) throws {
            let session = try Session(record, in: world)
            let folders = try session.openInboxes()
            let service = world.keeper.service(ofRecordAt: session.place)
            let entries = try folders.flatMap { folder throws in
                do throws(InboxListing.Fault) {
                    return try InboxListing(of: folder).entries(at: session.now)
                } catch {
                    // The service makes its own folder when it first starts: before that nothing waits there.
                    if error.isMissing, folder.isMade { return [] }
                    throw CommandFailure(error)
                }
            }
            if service == nil, entries.contains(where: { $0.state == .waiting }) {
                session.console.tell("mosaic: no service runs that would take what waits; start mosaicd")
            }
            guard !form.json else { return try session.console.write(.array(entries.map { JSONValue($0) })) }
            var table = Table([
                Table.Column(name: "inbox"), Table.Column(name: "file"), Table.Column(name: "state"),
                Table.Column(name: "since"), Table.Column(name: "bytes", isNumber: true), Table.Column(name: "why"),
            ])
            for entry in entries {
                table.add([
                    entry.inbox, entry.file, entry.state.rawValue, entry.since.wholeSeconds.description,
                    String(entry.bytes), entry.why ?? "",
                ])
            }
            try session.console.write(table.bytes(for: session.console))
        }
    }

    /// `mosaic inbox retry NAME`.
    struct RetryCommand: Subcommand {
        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: "Put a file that failed back, to be taken once more.")

        @Argument(help: ArgumentHelp("The file's name as `mosaic inbox` shows it.", valueName: "name"))
        var file: String

        @Option(help: ArgumentHelp("The inbox, if a file of that name failed in several.", valueName: "name"))
        var inbox: String?

        @OptionGroup var record: RecordOptions

        mutating func run(in world: World) throws {
            let session = try Session(record, in: world)
            for folder in try session.openInboxes() where inbox == nil || inbox == folder.name {
                do throws(InboxListing.Fault) {
                    guard try InboxListing(of: folder).retry(file) else { continue }
                } catch {
                    throw CommandFailure(error)
                }
                return try session.console.write(line: "\(file): waits in \(folder.name)")
            }
            throw CommandFailure(.noInput, "no file \"\(file)\" failed; `mosaic inbox` lists those that did")
        }
    }
}

extension Session {
    /// The inboxes, looked at as the record's owner, who has to be able to read them.
    fileprivate func openInboxes() throws -> [InboxSettings.Folder] {
        try world.keeper.becomeOwner(ofRecordAt: place)
        return configuration.inboxes(ofRecordAt: place)
    }
}

extension CommandFailure {
    fileprivate init(_ fault: InboxListing.Fault) {
        self.init(fault.isMissing ? .noInput : .cannotCreate, "\(fault)")
    }
}

extension Timestamp {
    /// The time without the fraction of its second.
    fileprivate var wholeSeconds: Timestamp {
        Timestamp(microseconds: microseconds - microseconds % 1_000_000)
    }
}
