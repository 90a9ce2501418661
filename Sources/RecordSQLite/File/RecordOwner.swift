import Glibc
import Record

/// Whose a record is: only as its owner is it touched, so that no file of it ever belongs to somebody else.
struct RecordOwner {
    private let databasePath: String

    /// Looks at the record at a path.
    init(databasePath: String) { self.databasePath = databasePath }

    /// Becomes the record's owner where this process is root's; else checks that it may read and write the record.
    ///
    /// The owner of a record that is not there yet is its directory's; in a directory where all may write (the sticky bit), the caller.
    /// - Throws: `RecordFailure.notAllowed` where the record is somebody else's.
    func become() throws(RecordFailure) {
        guard let owner = self.owner else { return }
        let caller = geteuid()
        guard owner != caller else { return }
        guard caller == 0 else {
            guard mayUse else { throw .notAllowed(place: databasePath, owner: Self.name(of: owner)) }
            return
        }
        let group = Self.entry(of: owner)?.group ?? gid_t(owner)
        guard setgroups(0, nil) == 0, setgid(group) == 0, setuid(owner) == 0 else {
            throw .notAllowed(place: databasePath, owner: Self.name(of: owner))
        }
    }

    /// Whether the caller may read and write the record, or make it.
    private var mayUse: Bool {
        isPresent ? unsafe access(databasePath, R_OK | W_OK) == 0 : unsafe access(directory, W_OK) == 0
    }

    private var isPresent: Bool { unsafe access(databasePath, F_OK) == 0 }

    private var directory: String {
        guard let slash = databasePath.lastIndex(of: "/") else { return "." }
        return slash == databasePath.startIndex ? "/" : String(databasePath[..<slash])
    }

    /// The owner; nil where that is the caller, or nothing can be said.
    private var owner: uid_t? {
        var status = stat()
        if unsafe stat(databasePath, &status) == 0 { return status.st_uid }
        guard unsafe stat(directory, &status) == 0, status.st_mode & S_ISVTX == 0 else { return nil }
        return status.st_uid
    }

    static func name(of user: uid_t) -> String { entry(of: user)?.name ?? "#\(user)" }

    private static func entry(of user: uid_t) -> (name: String, group: gid_t)? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return unsafe buffer.withUnsafeMutableBufferPointer { room in
            guard let start = room.baseAddress,
                unsafe getpwuid_r(user, &entry, start, room.count, &found) == 0, unsafe found != nil
            else { return nil }
            return unsafe (String(cString: entry.pw_name), entry.pw_gid)
        }
    }
}
