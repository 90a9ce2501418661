internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic backup`: a copy of the record, made while others use it.
struct BackupCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Make a copy of the record, while it is in use.",
        discussion: """
            The copy is one state of the record. It is checked and on disk before it gets its name; a file that is there \
            already is never overwritten.
            """)

    @Argument(help: "The file to make.", completion: .file())
    var file: String

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let content = try session.openRecordAsItIs().backUp(to: file)
        guard !form.json else { return try session.console.write(JSONValue(content, file: file)) }
        try session.console.write(line: "\(file): \(content.words), checked")
    }
}

/// `mosaic restore`: a backup in the place of the record.
struct RestoreCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the record's place.",
        discussion: """
            The backup is checked before the record is touched; the record that was there stays beside it, as \
            <record>.before-restore. Refused while a service or another command has the record open.
            """)

    @Argument(help: "The backup.", completion: .file())
    var file: String

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        // Before the record's owner takes over: the backup is read as the caller.
        let backup = try world.keeper.openBackup(file)
        try world.keeper.becomeOwner(ofRecordAt: session.place)
        let content = try backup.restore(to: session.place)
        guard !form.json else { return try session.console.write(JSONValue(content, file: session.place)) }
        try session.console.write(line: "\(session.place): \(content.words), restored from \(file)")
    }
}

extension RecordContent {
    fileprivate var words: String {
        "\(batches.counted("batch", "batches")), \(statements.counted("statement")), \(bytes) bytes"
    }
}
