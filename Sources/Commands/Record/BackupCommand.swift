internal import ArgumentParser
internal import Config
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
            already is never overwritten. With --into old copies are removed once the new one is there: those that are \
            neither among the newest nor young.
            """)

    @Argument(help: "The file to make.", completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp("Make a file in this folder that is named by the time.", valueName: "folder"),
        completion: .directory)
    var into: String?

    @Option(help: ArgumentHelp("With --into: how many of the newest are kept; else 14.", valueName: "count"))
    var keep: Int?

    @Option(help: ArgumentHelp("With --into: up to how many days old others are kept; else 35.", valueName: "days"))
    var keepDays: Int?

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard (file == nil) != (into == nil) else {
            throw ValidationError("name the file to make, or a folder by --into: one of them")
        }
        if into == nil, keep != nil || keepDays != nil {
            throw ValidationError("--keep and --keep-days are for --into")
        }
        if let keep, keep < 1 { throw ValidationError("--keep \(keep): at least 1 is kept") }
        if let keepDays, keepDays < 0 { throw ValidationError("--keep-days \(keepDays): expected 0 or more") }
    }

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let folder = into.map { BackupFolder(path: $0) }
        let path = folder?.file(at: world.now) ?? file ?? ""
        let content = try session.openRecordAsItIs().backUp(to: path)
        if !form.json { try session.console.write(line: "\(path): \(content.words), checked") }
        for old in folder?.old(
            among: world.files.names(inFolder: into ?? ""), at: world.now, keeping: keep ?? 14, days: keepDays ?? 35)
            ?? []
        {
            try BackupFolder.remove(old)
            if !form.json { try session.console.write(line: "\(old): removed") }
        }
        if form.json { try session.console.write(JSONValue(content, file: path)) }
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
        guard !form.json else { return try session.console.write(JSONValue(content, file: session.shownPlace)) }
        try session.console.write(line: "\(session.shownPlace): \(content.words), restored from \(file)")
    }
}

extension RecordContent {
    fileprivate var words: String {
        "\(batches.counted("batch", "batches")), \(statements.counted("statement")), \(bytes) bytes"
    }
}
