internal import Config
internal import Foundation
internal import Indicators
internal import Record
internal import Reports

/// What a command works with: its world, settings and catalog; the record is opened when it is asked for.
struct Session {
    let world: World
    let configuration: MosaicConfiguration
    /// Where the record is.
    let place: String

    /// What may be told of where it is.
    var shownPlace: String { world.keeper.shown(place) }

    var console: Console { world.console }
    var now: Timestamp { world.now }
    var catalog: Catalog { configuration.catalog }
    var timeZone: TimeZone { configuration.settings.timeZone }

    /// Reads settings and catalog.
    ///
    /// - Throws: ``CommandFailure`` with every fault.
    init(_ options: RecordOptions, in world: World) throws(CommandFailure) {
        self.world = world
        let path = options.config ?? world.environment["MOSAIC_CONFIG"] ?? "/etc/mosaic/mosaicd.yaml"
        do {
            configuration = try MosaicConfiguration.load(
                path: path, files: world.files, forms: world.formNames)
        } catch {
            throw CommandFailure(error)
        }
        place = options.database ?? world.environment["MOSAIC_DATABASE"] ?? configuration.settings.recordPlace
    }

    /// How a command words what the catalog names.
    func wording(_ view: ViewOptions) -> Wording { view.wording(in: world, units: catalog.units) }

    /// What the record holds now. The record is opened as its owner and has to be there.
    ///
    /// A command that reads asks for this once: its view stays as it is while others record.
    func openRecord() throws(RecordFailure) -> any RecordView {
        let view = try openRecordAsItIs().view()
        try view.requireUnits(of: catalog)
        return view
    }

    /// Opens the record as its owner, whatever units it is in: to look at the record itself, not at its figures.
    func openRecordAsItIs() throws(RecordFailure) -> any RecordStore {
        try world.keeper.becomeOwner(ofRecordAt: place)
        return try world.keeper.open(place, for: .reading)
    }

    /// Opens the record as its owner, for writing; one that is missing is made if that is asked for.
    func openRecordForWriting(create: Bool) throws(RecordFailure) -> any RecordStore {
        try world.keeper.becomeOwner(ofRecordAt: place)
        let store = try world.keeper.open(place, for: create ? .creating : .writing)
        try store.view().requireUnits(of: catalog)
        return store
    }
}

extension Session {
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
        do throws(UnknownName) {
            return try catalog.knownIndicator(named: text, listedBy: "`mosaic show`")
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    /// The series that the arguments of a command name.
    func selection(
        indicator: String? = nil, region: String?, level: LevelOption
    ) throws(CommandFailure) -> SnapshotSelection {
        let indicator = try indicator.map { (name) throws(CommandFailure) in try self.indicator(named: name) }
        do throws(UnknownName) {
            let regions = try catalog.regions(named: region, level: level.level)
            return SnapshotSelection(indicator: indicator?.id, regions: regions)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }
}

/// Which series and targets are shown or written.
struct SnapshotSelection {
    /// Only this indicator; nil: all.
    var indicator: Identifier<Indicator>?
    /// Only these regions; nil: all.
    var regions: Set<Identifier<Region>>?

    /// What is to be read of the record. Of several regions that is more than is wanted.
    var toRead: SeriesSelection {
        let only = regions.flatMap { $0.count == 1 ? $0.first : nil }
        return SeriesSelection(indicator: indicator, region: only)
    }

    /// Whether a series that was read is wanted.
    func includes(_ key: SeriesKey) -> Bool { regions?.contains(key.region) ?? true }
}
