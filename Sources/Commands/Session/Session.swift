internal import Config
internal import Foundation
internal import Indicators
internal import Record
internal import Records
internal import Reports

/// What a command works with: settings, catalog, clock, console; the record is opened when it is asked for.
struct Session {
    let configuration: MosaicConfiguration
    let databasePath: String
    let console: Console
    let environment: [String: String]
    /// The clock, read once: all of a command happens at one time.
    let now: Timestamp
    let keeper: any RecordKeeper

    var catalog: Catalog { configuration.catalog }
    var timeZone: TimeZone { configuration.settings.timeZone }

    /// Reads settings and catalog.
    ///
    /// - Throws: ``CommandFailure`` with every fault.
    init(_ options: RecordOptions) throws(CommandFailure) {
        environment = ProcessInfo.processInfo.environment
        console = Console(environment: environment)
        now = Timestamp(Date())
        keeper = RecordEngines(clock: { Timestamp(Date()) })
        let path = options.config ?? environment["MOSAIC_CONFIG"] ?? "/etc/mosaic/mosaicd.yaml"
        do {
            configuration = try MosaicConfiguration.load(path: path)
        } catch {
            throw CommandFailure(error)
        }
        databasePath = options.database ?? environment["MOSAIC_DATABASE"] ?? configuration.settings.recordPath
    }

    /// Opens the record as its owner, for reading: it has to be there. What it holds now.
    func openRecord() throws(CommandFailure) -> any RecordView {
        try open(.reading).view
    }

    /// Opens the record as its owner, for writing; one that is missing is made if that is asked for.
    func openRecordForWriting(create: Bool) throws(CommandFailure) -> any RecordStore {
        try open(create ? .creating : .writing).store
    }

    private func open(
        _ access: RecordAccess
    ) throws(CommandFailure) -> (store: any RecordStore, view: any RecordView) {
        do {
            try keeper.becomeOwner(ofRecordAt: databasePath)
            let store = try keeper.open(databasePath, for: access)
            let view = try store.view()
            try view.requireUnits(of: catalog)
            return (store, view)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Who runs the command: the user behind `sudo`, else the user.
    static func userName(environment: [String: String]) -> String {
        environment["SUDO_USER"].flatMap { $0.isEmpty ? nil : $0 } ?? NSUserName()
    }
}

extension Session {
    /// Reads the record, as its owner.
    ///
    /// - Throws: ``CommandFailure`` where it can't be read.
    func reading<Result>(_ body: (any RecordView) throws(RecordFailure) -> Result) throws(CommandFailure) -> Result {
        let record = try openRecord()
        do {
            return try body(record)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The region that an argument names.
    func region(named text: String) throws(CommandFailure) -> Region {
        do throws(UnknownName) {
            return try catalog.knownRegion(named: text)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    /// The indicator that an argument names.
    func indicator(named text: String) throws(CommandFailure) -> Indicator {
        if let indicator = catalog.indicator(Identifier(text)) { return indicator }
        let question = NearestName.question(for: text, among: catalog.indicators.map(\.id.rawValue))
        throw CommandFailure(
            .usage, "unknown indicator \"\(text)\"; \(question ?? "`mosaic show` lists them")")
    }

    /// The series that the arguments of a command name.
    func selection(indicator: String?, region: String?) throws(CommandFailure) -> SeriesSelection {
        var selection = SeriesSelection()
        if let indicator { selection.indicator = try self.indicator(named: indicator).id }
        if let region { selection.region = try self.region(named: region).id }
        return selection
    }
}
