internal import Synchronization

/// How far the sending of a body is.
final class SentPace: Sendable {
    private struct State: Equatable {
        var sent = 0
        var isWhole = false
    }

    private let state = Mutex(State())

    func note(_ sent: Int, of size: Int) { state.withLock { $0 = State(sent: sent, isWhole: sent == size) } }

    /// Returns when nothing more was asked for for so long, though the body is not whole; or when its task is cancelled.
    ///
    /// It looks a few times in between, so that a machine that stands still is not taken for a server that takes nothing.
    func stall(for time: Duration) async {
        var (last, idle) = (state.withLock { $0 }, 0)
        while idle < Self.looks {
            guard (try? await Task.sleep(for: time / Self.looks)) != nil else { return }
            let now = state.withLock { $0 }
            idle = now == last && !now.isWhole ? idle + 1 : 0
            last = now
        }
    }

    private static let looks = 4
}
