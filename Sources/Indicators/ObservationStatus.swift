/// The status of an observation: the 20 codes of SDMX `CL_OBS_STATUS`.
public enum ObservationStatus: String, Hashable, Sendable, CaseIterable {
    case normal = "A"
    case breakInSeries = "B"
    case definitionDiffers = "D"
    case estimated = "E"
    case forecast = "F"
    case experimental = "G"
    case missingHoliday = "H"
    case imputed = "I"
    case derogation = "J"
    case includedInAnother = "K"
    case notCollected = "L"
    case cannotExist = "M"
    case notSignificant = "N"
    case missing = "O"
    case provisional = "P"
    case suppressed = "Q"
    case specialEvent = "S"
    case lowReliability = "U"
    case unvalidated = "V"
    case includesAnother = "W"

    /// Whether the status says that there is no value (O M L H Q K).
    public var saysNone: Bool { meaning == .none }

    /// Whether an observation of this status may lack a value: those that say none, and B J S.
    public var allowsNoValue: Bool { meaning == .none || meaning == .valueIfKnown }

    /// Whether the value is an estimate, a forecast or imputed (E F I).
    public var isEstimated: Bool { meaning == .estimate }

    /// What a status says of the value.
    private enum Meaning { case value, valueIfKnown, estimate, none }

    private var meaning: Meaning {
        switch self {
        case .normal, .definitionDiffers, .experimental, .notSignificant, .provisional, .lowReliability, .unvalidated,
            .includesAnother:
            .value
        case .breakInSeries, .derogation, .specialEvent: .valueIfKnown
        case .estimated, .forecast, .imputed: .estimate
        case .missing, .cannotExist, .notCollected, .missingHoliday, .suppressed, .includedInAnother: .none
        }
    }

    /// The one-letter code as a byte.
    public var code: UInt8 { rawValue.utf8.first ?? 0 }

    /// Reads a one-letter code, upper case; nil for anything else.
    public init?(code: UInt8) {
        guard let found = Self.byCode[Int(code) & 127], code < 128 else { return nil }
        self = found
    }

    private static let byCode: [ObservationStatus?] = {
        var table = [ObservationStatus?](repeating: nil, count: 128)
        for status in allCases { table[Int(status.code)] = status }
        return table
    }()
}
