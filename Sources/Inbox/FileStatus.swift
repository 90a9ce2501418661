internal import Glibc
internal import Indicators

/// What the system says of a file.
struct FileStatus: Hashable, Sendable {
    /// What something in a folder is.
    enum Kind: Hashable, Sendable {
        case file, folder, link, pipe, other

        /// What it is, in words.
        var words: String {
            switch self {
            case .file: "a file"
            case .folder: "a folder"
            case .link: "a link"
            case .pipe: "a pipe"
            case .other: "a socket or a device"
            }
        }
    }

    /// An instant, to the nanosecond.
    struct Instant: Hashable, Sendable {
        let seconds: Int
        let nanoseconds: Int
    }

    let kind: Kind
    let size: Int
    let device: UInt
    let number: UInt
    let links: UInt
    /// When its content last changed.
    let modified: Instant
    /// When anything of it last changed: its content, name or rights.
    let changed: Timestamp

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        case S_IFIFO: kind = .pipe
        default: kind = .other
        }
        size = Int(status.st_size)
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
        links = UInt(status.st_nlink)
        modified = Instant(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
        let changed = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
        self.changed = Timestamp(microseconds: Int64(changed.0) * 1_000_000 + Int64(changed.1) / 1000)
    }

    /// Of an open file; nil: the system does not say.
    init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Whether the same file has the same content as before, as far as its status tells.
    func isUnchanged(since earlier: FileStatus) -> Bool {
        size == earlier.size && modified == earlier.modified && number == earlier.number && device == earlier.device
    }
}
