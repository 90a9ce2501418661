/// When something is tried again, and when no more: six times in all, with two minutes of waiting at most.
struct RetryPlan: Hashable, Sendable {
    private var tries = 1
    private var waited = Duration.zero

    private static let mostTries = 6
    private static let mostWaiting = Duration.seconds(120)

    init() {}

    /// Whether nothing was tried again yet.
    var isNew: Bool { tries == 1 }

    /// How long to wait before the next try.
    ///
    /// - Parameter asked: what the server asks for. (RFC 9110, 10.2.3: `Retry-After` in seconds)
    /// - Returns: nil: there is no next one.
    mutating func next(asked: Duration? = nil) -> Duration? {
        guard tries < Self.mostTries else { return nil }
        let wait = asked ?? .seconds(1 << (tries - 1))
        guard waited + wait <= Self.mostWaiting else { return nil }
        tries += 1
        waited += wait
        return wait
    }
}
