internal import ArgumentParser
internal import Config
internal import Exchange
internal import Foundation
internal import Indicators
internal import Record
internal import Records
internal import Threads

/// All that a command has of the process it runs in. A test gives it another one.
struct World: Sendable {
    /// The environment's variables.
    let environment: [String: String]
    /// The clock, read once: all of a command happens at one time.
    let now: Timestamp
    /// The user that the process runs as.
    let userName: String
    /// Where the command reads answers and writes.
    let console: Console
    /// Where settings and catalog are read.
    let files: any FileReading
    /// Who knows the forms of files.
    let reader: ObservationReader
    /// Who opens records.
    let keeper: any RecordKeeper
    /// Lets what runs beside the command go first, wherever both want a processor.
    let giveWay: @Sendable () -> Void

    /// The language of the user's locale, by the first of POSIX's variables that is not empty; nil where that says none.
    var language: LanguageTag? {
        ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
            .flatMap { LanguageTag(locale: $0) }
    }

    /// Who runs the command: the user behind `sudo`, else the process's user.
    var caller: String { environment["SUDO_USER"].flatMap { $0.isEmpty ? nil : $0 } ?? userName }
}

extension World {
    /// The world of this process.
    static func ofProcess() -> World {
        let environment = ProcessInfo.processInfo.environment
        return World(
            environment: environment, now: Timestamp(Date()), userName: NSUserName(),
            console: Console(environment: environment), files: DiskFiles(),
            reader: ObservationReader(), keeper: RecordEngines(clock: { Timestamp(Date()) }),
            giveWay: { giveWayToOthers() })
    }

    /// Lowers this thread's priority, and that of all that it starts from now on; one that was chosen before stays.
    private static func giveWayToOthers() {
        if ThreadPriority.niceness == 0 { ThreadPriority.lower(by: 10) }
    }
}

/// A command of `mosaic` that does something: all of it in the world that it is given.
protocol Subcommand: ParsableCommand {
    /// Does what the command is for.
    ///
    /// - Throws: ``CommandFailure``, or an error of a room that means one.
    mutating func run(in world: World) throws
}

extension World {
    /// The names of the forms that files are read in.
    var formNames: [String] { reader.forms.map(\.name) }
}
