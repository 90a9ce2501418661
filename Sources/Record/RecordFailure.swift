/// Why a record can't be opened, read or written.
public enum RecordFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no record at the path; reading commands never make one.
    case missing(path: String)
    /// The path can't be read as a file: a directory, or not readable.
    case unreadable(path: String, why: String)
    /// The record isn't there and can't be made, or its directory can't be written.
    case cannotCreate(path: String, why: String)
    /// The record belongs to somebody else.
    case notAllowed(path: String, owner: String)
    /// The file is no record of Mosaic.
    case notARecord(path: String, why: String)
    /// The file is one, and damaged.
    case damaged(path: String, why: String)
    /// A read or write failed.
    case inputOutput(path: String, why: String)
    /// A newer Mosaic made it.
    case newerSchema(path: String, found: Int, known: Int)
    /// Another writer has it and did not let go in time.
    case busy(path: String)
    /// The disk is full.
    case diskFull(path: String)
    /// Another service runs on it.
    case secondService(path: String)
    /// There is no batch of that number.
    case noSuchBatch(Int)
    /// An indicator's values are in another unit than that in which they are asked for.
    case unitChanged(indicator: String, recorded: String, asked: String)

    /// What is wrong, and what would be right, in one line.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): there is no record; `mosaic backfill` makes one, `--database` names another"
        case .unreadable(let path, let why): "\(path): the record can't be read: \(why)"
        case .cannotCreate(let path, let why): "\(path): the record can't be made: \(why)"
        case .notAllowed(let path, let owner):
            "\(path): the record belongs to \(owner); run `sudo -u \(owner) mosaic …`"
        case .notARecord(let path, let why): "\(path): is no record of Mosaic: \(why)"
        case .damaged(let path, let why): "\(path): the record is damaged: \(why); restore a backup"
        case .inputOutput(let path, let why): "\(path): reading or writing the record failed: \(why)"
        case .newerSchema(let path, let found, let known):
            "\(path): the record has schema \(found), this Mosaic knows up to \(known); install a newer Mosaic"
        case .busy(let path): "\(path): the record is busy with another writer; try again"
        case .diskFull(let path): "\(path): the disk is full; nothing was recorded; make room and try again"
        case .secondService(let path): "\(path): another mosaicd already serves this record; stop it first"
        case .noSuchBatch(let id): "there is no batch \(id); `mosaic batches` lists them"
        case .unitChanged(let indicator, let recorded, let asked):
            "\(indicator) is recorded in \(recorded), but the catalog says \(asked); give it its unit back, or make it a new indicator"
        }
    }
}
