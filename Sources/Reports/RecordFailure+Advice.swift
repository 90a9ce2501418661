public import Record

extension RecordFailure {
    /// What is wrong, and what the user of a program on this machine can do about it, in one line.
    public var advice: String {
        switch self {
        case .missing: "\(self); `mosaic backfill` makes one, `--database` names another"
        case .notAllowed(_, let owner): "\(self); run `sudo -u \(owner) mosaic …`"
        case .noSuchBatch: "\(self); `mosaic batches` lists them"
        case .outcomeUnknown: "\(self); `mosaic batches` lists them"
        case .unreadable, .unreachable, .cannotCreate, .readOnly, .notARecord, .damaged, .inputOutput, .newerSchema,
            .refused, .busy, .diskFull, .notReplicated, .secondService, .inputUnreadable, .unitChanged:
            description
        }
    }
}
