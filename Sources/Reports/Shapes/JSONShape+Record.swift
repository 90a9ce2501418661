internal import Indicators
internal import Record

/// What is told of a record's figures, statements and batches.
extension JSONShape {
    /// A figure in force.
    public static let figure = object(observation(isRetractable: false) + said)

    /// A figure in force by the columns that a backfill reads.
    public static let exportedFigure = object(observation(isRetractable: false))

    /// A statement that stands.
    public static let statement = object(
        observation(isRetractable: true) + [
            Key("retraction", .boolean), Key("repeat", .boolean), Key("in_force", .boolean),
        ] + said)

    /// A figure and its ranks, published or worked out.
    public static let rankedFigure = object(
        observation(isRetractable: false) + said + [
            Key("members_ratio", .optional(.number)), Key("missing", .array(.text)), Key("rank", .optional(.integer)),
            Key("nation_share_ratio", .optional(.number)), Key("rank_in_parent", .optional(.integer)),
            Key("parent_share_ratio", .optional(.number)),
        ])

    /// A line of what stands behind a series, said or worked out.
    public static let vintage = object(
        observation(isRetractable: true) + [
            Key("retraction", .boolean), Key("in_force", .boolean), Key("previous", .optional(.number)),
            Key("change", .optional(.number)), Key("change_ratio", .optional(.number)),
        ] + said + [Key("repeated_by", .array(.integer)), Key("reason", .optional(.text))])

    /// A batch.
    public static let batch = object(
        [
            Key("batch", .integer), Key("kind", .word(["backfill", "retraction", "undo"])), Key("recorded", .time),
            Key("recorded_by", .text), Key("file", .optional(.text)), Key("sha256", .optional(.text)),
            Key("reading", .optional(.text)), Key("voids", .optional(.integer)), Key("voided_by", .optional(.integer)),
        ] + BatchCounts().named.map { Key($0.name, .integer) })

    /// A file of an inbox.
    public static let inboxEntry = object([
        Key("inbox", .text), Key("file", .text), Key("state", .word(InboxEntry.State.allCases.map(\.rawValue))),
        Key("since", .time), Key("bytes", .integer), Key("why", .optional(.text)),
    ])

    /// A record's status.
    public static let status = keyed([
        "record": .optional(.text), "bytes": .integer, "batches": .integer, "observations": .integer,
        "vintages": .integer, "newest": .optional(.batch), "service": .optional(.integer),
        "service_reads": .optional(.boolean), "server": .optional(.server),
    ])

    /// What a record's server is among others.
    private static let server = keyed([
        "role": .word(["primary", "standby"]),
        "replicas": .optional(.object(Replicas.State.allCases.map { Key($0.rawValue, .integer) })),
        "durable": .optional(.boolean), "risk": .optional(.text), "seconds_behind": .optional(.number),
    ])

    private static let said = [Key("batch", .integer), Key("recorded", .time)]

    /// - Parameter isRetractable: whether there may be no observation.
    private static func observation(isRetractable: Bool) -> [Key] {
        let statuses = JSONShape.word(ObservationStatus.allCases.map(\.rawValue))
        let bounds = JSONShape.word(ObservationBound.allCases.map(\.rawValue))
        return ObservationField.allCases.map { field in
            switch field {
            case .indicator, .region, .source: Key(field.column, .text)
            case .period: Key(field.column, .integer)
            case .value: Key(field.column, .optional(.number))
            case .unit, .note: Key(field.column, .optional(.text))
            case .status: Key(field.column, isRetractable ? .optional(statuses) : statuses)
            case .bound: Key(field.column, isRetractable ? .optional(bounds) : bounds)
            case .sourceDate: Key(field.column, .day)
            }
        }
    }
}
