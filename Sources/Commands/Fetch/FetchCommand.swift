internal import ArgumentParser
internal import Client
internal import Config
internal import Fetch
internal import Indicators
internal import Record
internal import Reports

/// `mosaic fetch NAME`: gets what a source publishes, for the service to record.
struct FetchCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Get what a source publishes, and put it into the source's inbox if it has changed.",
        discussion: """
            A source is a file NAME.yaml in the folder fetch beside the settings: its address, and how its files are read. The \
            service records what is put into the inbox, and nothing else is done here: mosaic-fetch@NAME.timer does it every day.
            """)

    @Argument(help: ArgumentHelp("The source's name.", valueName: "name"))
    var name: String

    @Flag(help: "Ask the server, even if it wanted to be left alone for longer.")
    var now = false

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let sources = session.configuration.sources
        guard let source = sources.first(where: { $0.name == name }) else {
            let question = NearestName.question(for: name, among: sources.map(\.name))
            throw CommandFailure(
                .configuration,
                "there is no source \"\(name.replacingControlCharacters())\"; "
                    + (question
                        ?? "make \(name.replacingControlCharacters()).yaml in the folder fetch beside the settings"))
        }
        let secrets = try source.secretHeaders.map { try fields(in: $0, of: world) } ?? []
        let trust = try source.authorities.map { (file) throws(ClientFault) in
            try TrustedAuthorities(file: file, files: world.files)
        }
        // The inbox belongs to the record's owner.
        try world.keeper.becomeOwner(ofRecordAt: session.place)
        let fetch = SourceFetch(
            source, into: source.inbox(ofRecordAt: session.place).path, secrets: secrets, trust: trust ?? .ofSystem,
            agent: "mosaic/\(MosaicVersion.current)")
        let (isForced, time) = (now, session.now)
        let outcome = try WaitedTask.result { (_) async throws(ClientFault) in
            try await fetch.run(at: time, isForced: isForced)
        }
        switch outcome {
        case .delivered(let file, let bytes):
            try session.console.write(line: "\(name): \(bytes.counted("byte")), waits as \(file)")
        case .unchanged: try session.console.write(line: "\(name): has not changed")
        case .notBefore(let time):
            try session.console.write(line: "\(name): its server asked not to be asked before \(time)")
        }
    }

    /// The fields in a file that others may not read, a line each. An empty one has none.
    private func fields(in file: String, of world: World) throws -> [HeaderField] {
        guard !world.files.isOpenToOthers(path: file) else {
            throw CommandFailure(.notAllowed, "\(file): may be read by every user; expected chmod o= on it")
        }
        let bytes: [UInt8]
        do throws(FileReadingFault) {
            bytes = try world.files.bytes(ofFile: file)
        } catch {
            throw CommandFailure(.configuration, "\(file): \(error)")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        let fields = lines.compactMap { HeaderField(line: $0) }
        guard fields.count == lines.count else {
            throw CommandFailure(.configuration, "\(file): has a line that is not \"Name: value\"")
        }
        return fields
    }
}
