internal import Indicators

/// What a row of SDMX-CSV does with its observation.
enum RowAction: Hashable, Sendable {
    /// It adds or changes what it gives: I, A and M, and rows that say no action.
    case merge
    /// It replaces the observation whole.
    case replace
    /// It deletes the observation.
    case delete

    /// The action of a letter in either case; nil where there is none.
    init?(_ text: Span<UInt8>) {
        guard text.count <= 1 else { return nil }
        switch text.isEmpty ? UInt8(ascii: "M") : text[0] & 0xDF {
        case UInt8(ascii: "I"), UInt8(ascii: "A"), UInt8(ascii: "M"): self = .merge
        case UInt8(ascii: "R"): self = .replace
        case UInt8(ascii: "D"): self = .delete
        default: return nil
        }
    }
}

extension ObservationStatus {
    /// The status of a word for how the United Nations came by a figure; nil where the word is unknown. Without a figure most words
    /// say nothing of why there is none.
    ///
    /// C and CA are a country's own, and G comes of global monitoring. E is an estimate, and M comes of a model. N does not apply, and
    /// NA is not known.
    init?(nature text: Span<UInt8>, hasValue: Bool) {
        switch String(text).uppercased() {
        case "C", "CA", "G", "NA": self = .normal
        case "E", "M": self = .estimated
        case "N": self = hasValue ? .normal : .cannotExist
        default: return nil
        }
    }
}
