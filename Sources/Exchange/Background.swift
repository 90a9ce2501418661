internal import Foundation
internal import Synchronization

/// A piece of work on a thread of its own.
final class Background<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts the work; the thread has the name.
    init(_ name: String, _ work: @escaping @Sendable () -> Value) {
        let thread = Thread { [self] in
            let made = work()
            value.withLock { $0 = made }
            isDone.signal()
        }
        thread.name = name
        thread.start()
    }

    /// What the work came to, waiting for it; to be asked for once.
    func result() -> Value {
        while true {
            isDone.wait()
            if let made = value.withLock({ $0.take() }) { return made }
        }
    }
}
