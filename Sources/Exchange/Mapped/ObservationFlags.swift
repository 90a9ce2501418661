internal import Indicators

/// Flags of Eurostat: letters behind a value or in a column of their own, several together.
enum ObservationFlags {
    /// The statuses in the order in which one is chosen of several.
    private static let precedence: [ObservationStatus] = [
        .breakInSeries, .missing, .cannotExist, .notCollected, .missingHoliday, .suppressed, .derogation, .specialEvent,
        .definitionDiffers, .includedInAnother, .includesAnother, .imputed, .forecast, .estimated, .provisional,
        .notSignificant, .lowReliability, .unvalidated, .experimental, .normal,
    ]

    /// The status of each letter.
    private static let statuses: [UInt8: ObservationStatus] = [
        UInt8(ascii: "b"): .breakInSeries, UInt8(ascii: "c"): .suppressed, UInt8(ascii: "d"): .definitionDiffers,
        UInt8(ascii: "e"): .estimated, UInt8(ascii: "f"): .forecast, UInt8(ascii: "n"): .notSignificant,
        UInt8(ascii: "p"): .provisional, UInt8(ascii: "s"): .estimated, UInt8(ascii: "u"): .lowReliability,
        UInt8(ascii: "z"): .cannotExist,
    ]

    /// The status of some flags; nil where one of them is unknown. Of several the first by precedence.
    ///
    /// - Parameter hasValue: without a value the first that says why there is none. Where none does, a colon is O.
    static func status(of flags: Span<UInt8>, hasValue: Bool) -> ObservationStatus? {
        var best: Int?
        var hasColon = false
        for index in flags.indices where flags[index] != UInt8(ascii: " ") && flags[index] != UInt8(ascii: ",") {
            if flags[index] == UInt8(ascii: ":"), !hasValue {
                hasColon = true
                continue
            }
            guard let status = statuses[flags[index]], let rank = precedence.firstIndex(of: status) else { return nil }
            if hasValue || status.saysNone { best = min(best ?? rank, rank) }
        }
        return best.map { precedence[$0] } ?? (hasColon ? .missing : .normal)
    }

    /// The codes of statuses as bytes, by status.
    static let codes: [ObservationStatus: [UInt8]] = Dictionary(
        uniqueKeysWithValues: ObservationStatus.allCases.map { ($0, [$0.code]) })
}
