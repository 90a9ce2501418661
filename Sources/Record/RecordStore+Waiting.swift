internal import Foundation

extension RecordStore {
    /// Looks at the record: for an engine that has no cheaper way.
    public func mayDiffer(from state: StateToken) -> Bool {
        (try? self.state()) != state
    }

    /// Sleeps: for an engine that can't be told of a commit.
    public func rest(from state: StateToken, for pause: Duration, orUpTo longPause: Duration) {
        Thread.sleep(forTimeInterval: pause / .seconds(1))
    }

    /// Waits by looking at the record again and again: for an engine that can't be told of a commit.
    public func wait(
        for state: StateToken, until deadline: ContinuousClock.Instant
    ) throws(RecordFailure) -> StateToken? {
        while true {
            let found = try self.state()
            if found != state { return found }
            let rest = ContinuousClock.now.duration(to: deadline)
            guard rest > .zero else { return nil }
            Thread.sleep(forTimeInterval: min(rest, .milliseconds(50)) / .seconds(1))
        }
    }
}
