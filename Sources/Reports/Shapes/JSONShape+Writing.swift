internal import Record

/// What is told of what was written: a file that was taken or refused, and a batch that was undone.
extension JSONShape {
    /// A file that was recorded, would be in a dry run, or had been before.
    public static let recordedFile = object(
        [Key("batch", .optional(.integer)), Key("already", .optional(.integer)), Key("file", .text)] + reading
            + BatchCounts().named.map { Key($0.name, .integer) } + [
                Key("warnings", .integer), Key("revisions", .array(revision)), Key("told", told),
            ])

    /// A file that was refused.
    public static let refusedFile = object(
        [Key("file", .text)] + reading + [Key("errors", .array(fault)), Key("totals", .counts)])

    /// A problem document, and behind it why a file was refused, or an undo: only the problem's own keys are always there.
    public static let refusal = object(
        [
            Key("type", .text), Key("title", .text), Key("status", .integer), Key("detail", .text),
            Key("request_id", .text), Key("file", .text, isRequired: false),
        ] + reading + [
            Key("errors", .array(fault), isRequired: false), Key("totals", .counts, isRequired: false),
            Key("told", told, isRequired: false),
        ])

    /// A batch that was undone, or would be.
    public static let undoneBatch = keyed([
        "batch": .optional(.integer), "voids": .integer, "already": .optional(.integer), "revisions": .array(revision),
        "told": .keyed(["lines": .array(.text)]),
    ])

    /// What a file was read as.
    private static let reading = [
        Key("form", .text, isRequired: false),
        Key("remarks", .array(.keyed(["remark": .text, "count": .integer])), isRequired: false),
    ]

    private static let revision = keyed([
        "indicator": .text, "region": .text, "period": .integer, "old": .optional(.number), "new": .optional(.number),
    ])

    /// A fault of a file, or a series that a token may not write.
    private static let fault = object([
        Key("code", .text), Key("sheet", .text, isRequired: false),
        Key("line", .optional(.integer), isRequired: false), Key("column", .optional(.integer), isRequired: false),
        Key("message", .text, isRequired: false), Key("value", .optional(.text), isRequired: false),
        Key("expected", .optional(.text), isRequired: false), Key("indicator", .text, isRequired: false),
        Key("region", .text, isRequired: false),
    ])

    /// What a terminal is told beside.
    private static let told = keyed([
        "notes": .array(.text), "lines": .array(.text), "warnings": .array(fault), "totals": .counts,
        "encoding": .optional(.text),
        "question": .optional(
            .keyed([
                "count": .integer,
                "revisions": .array(
                    .keyed([
                        "indicator": .text, "region": .text, "period": .integer, "old": .number, "new": .number,
                        "line": .integer,
                    ])),
            ])),
    ])
}
