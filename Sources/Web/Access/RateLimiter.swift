internal import Config

/// Lets so many requests in at once, and then one each interval.
struct RateLimiter {
    let rule: WebConfiguration.RateLimit
    /// When the last request that was let in would have come at an even pace.
    private var pace: ContinuousClock.Instant?

    init(_ rule: WebConfiguration.RateLimit) { self.rule = rule }

    /// How long a request has to wait; nil: it is let in.
    mutating func wait(at now: ContinuousClock.Instant) -> Duration? {
        let next = max(pace ?? now, now)
        let wait = (next - now) - rule.interval * (rule.burst - 1)
        if wait > .zero { return wait }
        pace = next + rule.interval
        return nil
    }
}
