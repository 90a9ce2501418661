internal import CSystemd
internal import Glibc

/// What the service says to the service manager that started it; where none listens, saying it does nothing.
///
/// Each message answers whether a manager took it. (sd_notify(3))
public struct ServiceNotifier: Sendable {
    /// A notifier to the manager that the environment's `NOTIFY_SOCKET` names, if it names one.
    public init() {}

    /// Says that start-up is over and every address is listened on. `status` is a sentence for `systemctl status`.
    @discardableResult
    public func ready(status: String) -> Bool {
        send("READY=1\nSTATUS=\(singleLine(status))")
    }

    /// Says that the settings are read again; ``ready(status:)`` says that this is over.
    @discardableResult
    public func reloading() -> Bool {
        var now = timespec()
        // The manager tells by the time which of two reloads a message is about.
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1000)")
    }

    /// Asks for so much time from now on, where the start, the stop or a reload takes longer than the unit allows.
    @discardableResult
    public func extendTimeout(to duration: Duration) -> Bool {
        send("EXTEND_TIMEOUT_USEC=\(Int(duration / .microseconds(1)))")
    }

    /// Says what the service is doing, in a sentence for `systemctl status`.
    @discardableResult
    public func status(_ status: String) -> Bool {
        send("STATUS=\(singleLine(status))")
    }

    /// Says that the service is on its way out.
    @discardableResult
    public func stopping(status: String) -> Bool {
        send("STOPPING=1\nSTATUS=\(singleLine(status))")
    }

    /// Says that the service is alive. The unit's `WatchdogSec` says how often the manager wants to hear it.
    @discardableResult
    public func watchdog() -> Bool {
        send("WATCHDOG=1")
    }

    private func send(_ message: String) -> Bool {
        unsafe sd_notify(0, message) > 0
    }

    /// A newline would begin another assignment.
    private func singleLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
