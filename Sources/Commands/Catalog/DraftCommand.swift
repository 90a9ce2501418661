internal import ArgumentParser
internal import Config
internal import Exchange
internal import Foundation
internal import Indicators
internal import Reports

/// `mosaic catalog draft`: entries for what files name and the catalog lacks.
struct DraftCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "Write entries for the indicators, regions and units that files name and the catalog lacks.",
        discussion: """
            What a file can't tell is left as a question, "?", with what was seen of its figures above it: a catalog with an open \
            question is a fault that says which. Without settings the draft is a whole catalog with settings of its own; beside a \
            catalog it has only what that lacks, and mappings of the catalog apply to files that they match. No file is overwritten.
            """)

    @Argument(
        help: ArgumentHelp("Files in any form that `mosaic backfill` reads.", valueName: "file"), completion: .file())
    var files: [String] = []

    @Option(help: ArgumentHelp("The folder to write to; it is made if it is missing.", valueName: "folder"))
    var to = "."

    @OptionGroup var reading: FileOptions
    @OptionGroup var record: RecordOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("give a file whose names the catalog is to know") }
    }

    mutating func run(in world: World) throws {
        let configuration = try Self.configuration(record, in: world)
        var draft = CatalogProposal(beside: configuration?.catalog)
        for file in files {
            draft.add(
                try FileSeries.read(file, reading, mappings: configuration?.mappings ?? [], in: world), of: file)
        }
        let texts = draft.texts(isWhole: configuration == nil)
        guard !texts.isEmpty else { return try world.console.write(line: "the catalog names all of it") }
        try Self.write(texts, to: URL(filePath: to))
        for text in texts { try world.console.write(line: "\(to)/\(text.name): \(text.words)") }
        let (questions, files) = draft.questions
        if questions > 0 {
            try world.console.write(
                line: "answer \(questions.counted("question")), \"?\" in \(files.joined(separator: " and ")); "
                    + "then `mosaic catalog check`")
        }
    }

    /// The settings and their catalog; nil where no settings are named and none are in their usual place.
    private static func configuration(
        _ record: RecordOptions, in world: World
    ) throws(CommandFailure) -> MosaicConfiguration? {
        if record.config == nil, world.environment["MOSAIC_CONFIG"] == nil {
            do {
                _ = try world.files.bytes(ofFile: "/etc/mosaic/mosaicd.yaml")
            } catch {
                if error == .missing { return nil }
            }
        }
        return try Session(record, in: world).configuration
    }

    private static func write(_ texts: [CatalogProposal.Text], to folder: URL) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let taken = texts.filter { FileManager.default.fileExists(atPath: folder.appending(path: $0.name).path) }
            guard taken.isEmpty else {
                throw CommandFailure(
                    .cannotCreate,
                    lines: taken.map {
                        "\(folder.relativePath)/\($0.name) is there already; name another folder by --to"
                    })
            }
            for text in texts {
                try Data(text.content.utf8).write(to: folder.appending(path: text.name), options: .withoutOverwriting)
            }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.cannotCreate, "\(folder.relativePath): \(error.localizedDescription)")
        }
    }
}
