internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Whether the threads that serve are alive: those of the connections, and those behind them that answer.
///
/// Each of them is asked, and nothing is waited for.
public final class WebPulse: Sendable {
    private let unanswered = Atomic(0)
    private let answered: @Sendable () -> Void

    /// Makes a pulse that nobody was asked for yet.
    public convenience init() { self.init {} }

    /// - Parameter answered: is called each time that all have answered.
    init(answered: @escaping @Sendable () -> Void) { self.answered = answered }

    /// Whether all have answered since they were last asked; if so they are asked again.
    ///
    /// To be called by one thread.
    public func isFelt() -> Bool {
        guard unanswered.load(ordering: .acquiring) == 0 else { return false }
        let loops = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())
        unanswered.store(loops.count, ordering: .releasing)
        for loop in loops {
            loop.execute {
                Task { if self.unanswered.subtract(1, ordering: .releasing).newValue == 0 { self.answered() } }
            }
        }
        return true
    }
}
