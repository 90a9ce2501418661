internal import Glibc

/// What the system tells of files in folders: which are written just now, and which are whole.
///
/// A folder on another machine tells nothing; its files count as whole when they have been quiet for a while.
public final class FolderNews: Sendable {
    /// Something that happened to a file.
    enum Event: Hashable, Sendable {
        /// It was made, or something was written to it.
        case written
        /// It came by a rename, or who wrote it has closed it.
        case whole
    }

    /// What happened since the last time.
    public struct Batch: Sendable {
        /// By folder and file, the last that happened.
        var events: [Int32: [FileName: Event]] = [:]
        /// Whether some was lost, so that nothing is known of what was told before.
        var isLossy = false
        /// Whether anything happened.
        public var isEmpty: Bool { events.isEmpty && !isLossy }

        /// Nothing.
        public init() {}
    }

    private let descriptor: Int32

    /// Begins to listen; where the system refuses, nothing is ever told.
    public init() { descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Listens to a folder from now on.
    ///
    /// - Returns: the folder's number; nil: the system refuses.
    func listen(to folder: OpenFolder) -> Int32? {
        let mask = UInt32(IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR)
        let number = unsafe inotify_add_watch(descriptor, "/proc/self/fd/\(folder.descriptor)", mask)
        return number >= 0 ? number : nil
    }

    /// Listens to a folder no longer.
    func forget(_ folder: Int32) { _ = inotify_rm_watch(descriptor, folder) }

    /// Waits until something happens, but no longer than so many milliseconds.
    public func wait(milliseconds: Int32) -> Batch {
        guard descriptor >= 0 else {
            _ = poll(nil, 0, milliseconds)
            return Batch()
        }
        var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&asked, 1, milliseconds) > 0 else { return Batch() }
        return read()
    }

    private func read() -> Batch {
        var batch = Batch()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return batch }
            var start = 0
            while start + Self.headBytes <= count {
                let (folder, mask, length) = (
                    Self.word(block, start), Self.word(block, start + 4), Self.word(block, start + 12)
                )
                let name = block[start + Self.headBytes..<min(count, start + Self.headBytes + Int(length))]
                take(mask, Int32(bitPattern: folder), FileName(Array(name.prefix { $0 != 0 })), into: &batch)
                start += Self.headBytes + Int(length)
            }
        }
    }

    private func take(_ mask: UInt32, _ folder: Int32, _ name: FileName, into batch: inout Batch) {
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { batch.isLossy = true }
        guard !name.bytes.isEmpty, !name.isPassedOver else { return }
        let isWhole = mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0
        batch.events[folder, default: [:]][name] = isWhole ? .whole : .written
    }

    /// The bytes of `struct inotify_event` before the name. (inotify(7))
    private static let headBytes = 16

    private static func word(_ block: [UInt8], _ start: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(block[start + $1]) << (8 * UInt32($1)) }
    }
}
