/// Why a record can't be opened, read or written.
///
/// A place is where a record is, as its user names it: a path, or the address of a server without its password.
public enum RecordFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no record at the place; reading commands never make one.
    case missing(place: String)
    /// The place can't be read as a record: a directory, or not readable.
    case unreadable(place: String, why: String)
    /// The engine that has the record does not answer, or no longer has it.
    case unreachable(place: String, why: String)
    /// The record isn't there and can't be made, or what is around it can't be written.
    case cannotCreate(place: String, why: String)
    /// The record can be read here, but not written.
    case readOnly(place: String, why: String)
    /// The record belongs to somebody else.
    case notAllowed(place: String, owner: String)
    /// The server that has the record does not let its user in, or not do that.
    case refused(place: String, why: String)
    /// What is at the place is no record of Mosaic.
    case notARecord(place: String, why: String)
    /// The record is damaged.
    case damaged(place: String, why: String)
    /// A read or write failed.
    case inputOutput(place: String, why: String)
    /// A newer Mosaic made it.
    case newerSchema(place: String, found: Int, known: Int)
    /// Another writer has it and did not let go in time.
    case busy(place: String)
    /// There is no room for more.
    case diskFull(place: String)
    /// No other server confirms what is written, so nothing is written.
    case notReplicated(place: String, why: String)
    /// The connection was lost during a commit: the batch may be recorded, or not.
    case outcomeUnknown(place: String, why: String)
    /// Another service runs on it.
    case secondService(place: String)
    /// The rows of an input can't be read again; the record is not at fault.
    case inputUnreadable(why: String)
    /// There is no batch of that number.
    case noSuchBatch(Int)
    /// An indicator's values are in another unit than that in which they are asked for.
    case unitChanged(indicator: String, recorded: String, asked: String)

    /// What is wrong, and what would be right, in one line.
    public var description: String {
        switch self {
        case .missing(let place): "\(place): there is no record"
        case .unreadable(let place, let why): "\(place): the record can't be read: \(why)"
        case .unreachable(let place, let why): "\(place): the record can't be reached: \(why)"
        case .cannotCreate(let place, let why): "\(place): the record can't be made: \(why)"
        case .readOnly(let place, let why): "\(place): the record can't be written: \(why)"
        case .notAllowed(let place, let owner): "\(place): the record belongs to \(owner)"
        case .refused(let place, let why): "\(place): the server refuses: \(why)"
        case .notARecord(let place, let why): "\(place): is no record of Mosaic: \(why)"
        case .damaged(let place, let why): "\(place): the record is damaged: \(why); restore a backup"
        case .inputOutput(let place, let why): "\(place): reading or writing the record failed: \(why)"
        case .newerSchema(let place, let found, let known):
            "\(place): the record has schema \(found), this Mosaic knows up to \(known); install a newer Mosaic"
        case .busy(let place): "\(place): the record is busy with another writer; try again"
        case .diskFull(let place): "\(place): the disk is full; nothing was recorded; make room and try again"
        case .notReplicated(let place, let why):
            "\(place): no other server confirms what is recorded: \(why); nothing was recorded; try again"
        case .outcomeUnknown(let place, let why):
            "\(place): it is not known whether the batch was recorded: \(why); see whether it is the newest batch before you try again"
        case .secondService(let place): "\(place): another mosaicd already serves this record; stop it first"
        case .inputUnreadable(let why): "the input's rows can't be read again: \(why); nothing was recorded"
        case .noSuchBatch(let id): "there is no batch \(id)"
        case .unitChanged(let indicator, let recorded, let asked):
            "\(indicator) is recorded in \(recorded), but the catalog says \(asked); give it its unit back, or make it a new indicator"
        }
    }
}
