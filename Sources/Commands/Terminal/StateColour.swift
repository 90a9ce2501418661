internal import Indicators
internal import Statistics

/// The colour of a state's word on a terminal. The word itself is the sign for those who do not see colours.
enum StateColour: String {
    // The numbers are those of ECMA-48, 8.3.117 (SGR).
    case good = "32"
    case late = "33"
    case bad = "31"
    case open = "36"
    case silent = "2"

    /// The colour of a state by its word; nil of a word that is none.
    init?(word: String) {
        if let state = TargetState(rawValue: word) {
            self = Self.of(state)
        } else if let state = Trend.State(rawValue: word) {
            // Which direction is good is the target's to say.
            guard state == .insufficientData || state == .noEvidence else { return nil }
            self = .silent
        } else {
            return nil
        }
    }

    private static func of(_ state: TargetState) -> StateColour {
        switch state {
        case .met, .onTrack: .good
        case .moderate, .insufficient: .late
        case .away, .missed: .bad
        case .pending: .open
        case .notAssessable: .silent
        }
    }

    /// A text in the colour.
    func painting(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
