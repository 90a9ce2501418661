/// How the published number stands to the true one: "over 93 percent" is `gt`.
public enum ObservationBound: String, Hashable, Sendable, CaseIterable {
    /// The number itself.
    case equal = "eq"
    /// At least the number.
    case atLeast = "ge"
    /// Over the number.
    case over = "gt"
    /// At most the number.
    case atMost = "le"
    /// Under the number.
    case under = "lt"
    /// About the number; counts as `eq`.
    case approximate = "approx"

    /// Whether the true value lies at or above the number.
    public var leansUp: Bool { self == .atLeast || self == .over }

    /// Whether the true value lies at or below the number.
    public var leansDown: Bool { self == .atMost || self == .under }
}
