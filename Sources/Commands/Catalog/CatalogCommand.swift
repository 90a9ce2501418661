internal import ArgumentParser

/// `mosaic catalog`: the catalog itself, before and after figures are there.
struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check the catalog, or draft entries for what files name.",
        subcommands: [CheckCommand.self, DraftCommand.self])
}
