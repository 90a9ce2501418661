internal import CSystemd

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
