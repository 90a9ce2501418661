public import Record

/// With what status a program ends: 1 where it found what it was asked to look for, else one of sysexits.h.
/// `docs/files.md` lists them.
public enum ExitStatus: Int32, Hashable, Sendable, Comparable {
    /// Done, warnings too.
    case done = 0
    /// `gaps --fail-on` found a target.
    case found = 1
    /// The command line is wrong.
    case usage = 64
    /// Bad data in an input.
    case badData = 65
    /// An input, a record or a batch is missing or unreadable.
    case noInput = 66
    /// A server, a port or a record that was there isn't to be had.
    case unavailable = 69
    /// A bug.
    case bug = 70
    /// Output can't be made, or a record not written.
    case cannotCreate = 73
    /// Reading or writing failed; a database that is damaged or is none.
    case inputOutput = 74
    /// Try again.
    case tryAgain = 75
    /// Not allowed.
    case notAllowed = 77
    /// The configuration is wrong or missing; a record of a newer schema.
    case configuration = 78

    /// Orders statuses by number: of several the highest counts.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The status of a record's error.
    public init(_ error: RecordFailure) {
        switch error {
        case .missing, .unreadable, .noSuchBatch: self = .noInput
        case .unreachable: self = .unavailable
        case .cannotCreate, .readOnly: self = .cannotCreate
        case .notAllowed, .refused: self = .notAllowed
        case .notARecord, .damaged, .inputOutput, .inputUnreadable: self = .inputOutput
        case .newerSchema, .unitChanged: self = .configuration
        case .busy, .diskFull, .secondService, .notReplicated, .outcomeUnknown: self = .tryAgain
        }
    }
}
