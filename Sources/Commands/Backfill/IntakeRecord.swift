internal import Intake
internal import Record

/// A record to take files into, and the folder that it needs as long as it is open.
struct IntakeRecord {
    let store: any RecordStore
    /// Where the empty record of a dry run is.
    private let scratch: ScratchFolder?

    /// Opens the record of a session, making it if it is missing; a dry run does not make it, but says that there is none
    /// and looks at an empty one.
    init(of session: Session, isDryRun: Bool) throws {
        if isDryRun, try !session.world.keeper.hasRecord(at: session.place) {
            session.console.tell(
                "mosaic: \(session.shownPlace): there is no record yet; the rows are held against an empty one")
            let scratch = try ScratchFolder()
            self.scratch = scratch
            store = try scratch.emptyRecord(of: session.world.keeper)
        } else {
            scratch = nil
            store = try session.openRecordForWriting(create: !isDryRun)
        }
    }
}

extension Session {
    /// The door into a record; nil: there are but inputs that can't be opened.
    func door(to record: IntakeRecord?) -> Door {
        Door(
            to: record?.store, catalog: catalog, timeZone: timeZone, recordedBy: world.caller, reader: world.reader)
    }
}
