internal import Indicators
internal import Statistics

/// What is told of what the catalog names.
extension JSONShape {
    /// A region.
    public static let region = keyed([
        "region": .text, "name": .text, "name_zh": .optional(.text), "names": .texts, "kind": .text,
        "level": .optional(.text), "parent": .optional(.text), "gb_code": .optional(.text),
        "clusters": .array(.text), "partly_in": .array(.text), "aliases": .array(.text),
        "valid_from": .optional(.integer), "valid_to": .optional(.integer), "successor": .optional(.text),
    ])

    /// An indicator, and how much the record has of it.
    public static let indicator = keyed([
        "indicator": .text, "title": .text, "title_zh": .optional(.text), "titles": .texts,
        "description": .optional(.texts), "unit": .text,
        "direction": .word(Indicator.Direction.allCases.map(\.rawValue)),
        "measure": .word(Indicator.Measure.allCases.map(\.rawValue)), "series": .integer, "observations": .integer,
        "first_year": .optional(.integer), "newest_year": .optional(.integer),
    ])

    /// A target in force.
    public static let target = object(
        ofTarget + [
            Key("sense", .word(TargetSense.allCases.map(\.rawValue))),
            Key("path", .word(TargetPath.allCases.map(\.rawValue))), Key("base_year", .optional(.integer)),
            Key("base_value", .optional(.number)), Key("target_value", .optional(.number)),
            Key("target_value_unit", .text), Key("lower", .optional(.number)), Key("upper", .optional(.number)),
            Key("milestones", .array(.keyed(["year": .integer, "value": .number]))),
            Key(
                "reference",
                .optional(
                    .keyed([
                        "indicator": .text, "region": .text, "factor": .number, "offset": .number,
                        "mode": .word(TargetReference.Mode.allCases.map(\.rawValue)),
                    ]))),
            Key("attribute", .optional(.text)), Key("source", .optional(.text)),
            Key("source_date", .optional(.day)), Key("note", .optional(.text)),
        ])

    /// What each object about a target begins with.
    static let ofTarget = [
        Key("target", .text), Key("indicator", .text), Key("region", .text),
        Key("kind", .word(TargetKind.allCases.map(\.rawValue))), Key("target_year", .integer), Key("unit", .text),
    ]
}
