internal import FoundationEssentials
internal import Glibc

/// How a line of the log begins.
public enum LogStyle: Hashable, Sendable {
    /// `<N>`, the priority by which the journal files the line; it knows the time itself. (sd-daemon(3))
    case journal
    /// The time and the level in words.
    case plain
    /// An object of JSON.
    case json

    /// The style for a descriptor: the journal's where the service manager says that this very stream goes there.
    ///
    /// `journalStream` is the environment's `JOURNAL_STREAM`, `device:inode`. (systemd.exec(5))
    public init(descriptor: Int32, journalStream: String?) {
        var status = stat()
        guard let journalStream, unsafe fstat(descriptor, &status) == 0 else {
            self = .plain
            return
        }
        self = journalStream == "\(status.st_dev):\(status.st_ino)" ? .journal : .plain
    }

    /// The style for the standard error of this process.
    public static var ofStandardError: LogStyle {
        LogStyle(
            descriptor: STDERR_FILENO, journalStream: ProcessInfo.processInfo.environment["JOURNAL_STREAM"])
    }
}
