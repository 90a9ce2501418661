internal import Indicators
internal import Statistics

/// What is told of what was worked out: docs/methods.md, rules 7, 18, 33 to 38 and 45.
extension JSONShape {
    /// A target and its gap.
    public static let gap = object(ofTarget + [Key("gap", ofGap), Key("behind_since", integerOrNull)])

    /// A target whose state has changed, and why.
    public static let gapChange = object(
        ofTarget + [
            Key("before", optional(.word(TargetState.allCases.map(\.rawValue)))),
            Key("after", .word(TargetState.allCases.map(\.rawValue))), Key("reason", reasonOrNull),
            Key("because", .word(["batch", "year_turned", "target_published", "target_revised"])),
            Key("batch", integerOrNull), Key("recorded", optional(.time)), Key("file", optional(.text)),
        ])

    /// A series and its trend.
    public static let trend = keyed(["indicator": .text, "region": .text, "unit": .text, "trend": ofTrend])

    private static let numberOrNull = optional(.number)
    private static let integerOrNull = optional(.integer)
    private static let reasonOrNull = optional(.word(TargetReason.allCases.map(\.rawValue)))

    private static let ofGap = keyed([
        "target_level": numberOrNull, "base_value": numberOrNull, "year": integerOrNull, "value": numberOrNull,
        "worst": numberOrNull,
        "worst_year": integerOrNull, "breaches": integerOrNull, "gap": numberOrNull, "gap_ratio": numberOrNull,
        "attainment_ratio": numberOrNull,
        "elapsed_ratio": numberOrNull, "progress_ratio": numberOrNull,
        "path": optional(.word(TargetPath.allCases.map(\.rawValue))), "path_reason": reasonOrNull,
        "path_value": numberOrNull,
        "path_gap": numberOrNull, "pace_ratio": numberOrNull, "recent_pace_ratio": numberOrNull,
        "required_step": numberOrNull,
        "required_growth_ratio": numberOrNull, "projected_value": numberOrNull, "hit_year": integerOrNull,
        "reach_probability": numberOrNull,
        "state": .word(TargetState.allCases.map(\.rawValue)), "reason": reasonOrNull, "preliminary": .boolean,
        "partial": .boolean, "estimated": .boolean, "prior_pace_ratio": numberOrNull,
        "outlook": optional(.word(TargetOutlook.allCases.map(\.rawValue))), "next_year": integerOrNull,
        "next_level": numberOrNull, "next_step": numberOrNull, "milestones_missed": integerOrNull,
        "milestones_missed_years": optional(.array(.integer)), "reference_value": numberOrNull,
        "worst_level": numberOrNull,
        "peak_year": integerOrNull, "peak_value": numberOrNull, "peak_latest": integerOrNull,
        "years_after_peak": integerOrNull,
        "off_peak_ratio": numberOrNull,
    ])

    private static let ofTrend = keyed([
        "n": .integer, "first_year": integerOrNull, "latest_year": integerOrNull, "latest": numberOrNull,
        "previous_year": integerOrNull,
        "change_abs": numberOrNull, "change_ratio": numberOrNull, "cagr": numberOrNull,
        "theil_sen": .keyed([
            "slope": numberOrNull, "lower": numberOrNull, "upper": numberOrNull,
            "interval": optional(.word(TheilSenSlope.Interval.allCases.map(\.rawValue))),
        ]),
        "mann_kendall": .keyed(["s": integerOrNull, "var_s": numberOrNull, "tau_b": numberOrNull, "p": numberOrNull]),
        "least_squares": .keyed(["slope": numberOrNull, "standard_error": numberOrNull, "r2": numberOrNull]),
        "forecast": optional(
            .keyed([
                "drift": numberOrNull, "sigma": numberOrNull, "drift_p": numberOrNull,
                "points": .array(
                    .keyed(["year": .integer, "value": numberOrNull, "lower": numberOrNull, "upper": numberOrNull])),
            ])),
        "score": optional(
            .keyed([
                "origins": .integer, "mae": numberOrNull, "naive_mae": numberOrNull, "skill": numberOrNull,
                "coverage": numberOrNull,
            ])), "state": .word(Trend.State.allCases.map(\.rawValue)),
    ])
}
