import Glibc

/// What the system tells of writes to a write-ahead log, by whichever process of this machine.
final class LogNews: Sendable {
    private let descriptor: Int32

    /// Listens to the file at a path from now on; nil: the system refuses.
    init?(path: String) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0, unsafe inotify_add_watch(descriptor, path, UInt32(IN_MODIFY)) >= 0 else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Waits until something is written, or was since the last wait, but no longer than a time.
    func wait(atMost time: Duration) {
        var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&asked, 1, Int32(time / .milliseconds(1))) > 0 else { return }
        // What was written does not matter: one that is like the one before is told once.
        var block = [UInt8](repeating: 0, count: 4096)
        while unsafe block.withUnsafeMutableBytes({ unsafe read(descriptor, $0.baseAddress, $0.count) }) > 0 {}
    }
}
