/// How a series stands to a target: METHODS, "Target gaps".
public enum TargetState: String, Hashable, Sendable, CaseIterable {
    /// Reached, by a firm value that settles it.
    case met
    /// At 0.95 of the pace needed, or above.
    case onTrack = "on_track"
    /// At 0.60 of the pace needed, or above.
    case moderate
    /// Towards the target, but below 0.60 of the pace needed.
    case insufficient
    /// Away from the target.
    case away
    /// Not reached, by a decisive value that settles it.
    case missed
    /// The target year is past, and what would settle it isn't there or isn't settled.
    case pending
    /// There is too little to tell: the reason says what.
    case notAssessable = "not_assessable"
}
