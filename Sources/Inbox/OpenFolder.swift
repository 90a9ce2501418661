internal import Glibc

/// A folder that is open. All that is done in it goes by its descriptor, so that no link leads elsewhere.
final class OpenFolder: Sendable {
    /// As its user named it.
    let path: String
    let descriptor: Int32

    /// Opens a folder.
    init(path: String) throws(InboxFault) {
        let opened = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .last(path, "the folder can't be opened") }
        (self.path, descriptor) = (path, opened)
    }

    /// Makes a folder; where that is refused, opening it tells why.
    static func make(_ path: String) { _ = unsafe mkdir(path, 0o770) }

    /// Opens a folder in another, which is made where it is missing.
    init(_ name: FileName, in folder: OpenFolder) throws(InboxFault) {
        path = "\(folder.path)/\(name.shown)"
        if unsafe mkdirat(folder.descriptor, name.path, 0o770) != 0, errno != EEXIST {
            throw .last(path, "the folder can't be made")
        }
        let opened = unsafe openat(
            folder.descriptor, name.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { throw .last(path, "the folder can't be opened") }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// A folder in this one; nil where there is none.
    func folder(_ name: FileName) -> OpenFolder? {
        guard status(of: name)?.kind == .folder else { return nil }
        return try? OpenFolder(name, in: self)
    }

    /// The names of all that is in it, in their order.
    func names() throws(InboxFault) -> [FileName] {
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            throw .last(path, "the folder can't be read")
        }
        defer { unsafe closedir(stream) }
        var names: [FileName] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: UInt8.self, capacity: 256) { text in
                    var length = 0
                    while unsafe text[length] != 0 { length += 1 }
                    return unsafe Array(UnsafeBufferPointer(start: text, count: length))
                }
            }
            if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(FileName(bytes)) }
            errno = 0
        }
        guard errno == 0 else { throw .last(path, "the folder can't be read") }
        return names.sorted()
    }

    /// Whether its path still leads to it.
    var isAtItsPath: Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0, let own = FileStatus(descriptor: descriptor) else { return false }
        let other = FileStatus(status)
        return other.number == own.number && other.device == own.device
    }

    /// What something in it is; a link is not followed. Nil: there is nothing of that name.
    func status(of name: FileName) -> FileStatus? {
        var status = stat()
        guard unsafe fstatat(descriptor, name.path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileStatus(status)
    }

    /// Opens a file for reading; a link is not followed, and a pipe is not waited for.
    ///
    /// - Returns: the descriptor, which the caller closes.
    func open(_ name: FileName) throws(InboxFault) -> Int32 {
        let opened = unsafe openat(descriptor, name.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard opened >= 0 else { throw .last("\(path)/\(name.shown)", "can't be opened") }
        return opened
    }

    /// Moves something elsewhere, over what has that name there.
    func move(_ name: FileName, to folder: OpenFolder, as other: FileName) throws(InboxFault) {
        guard unsafe renameat(descriptor, name.path, folder.descriptor, other.path) == 0 else {
            throw .last("\(path)/\(name.shown)", "can't be moved to \(folder.path)")
        }
    }

    /// Moves a file elsewhere, where nothing has that name: at no moment has it no name.
    func give(_ name: FileName, to folder: OpenFolder, as other: FileName) throws(InboxFault) {
        guard unsafe linkat(descriptor, name.path, folder.descriptor, other.path, 0) == 0 else {
            throw .last("\(folder.path)/\(other.shown)", "can't be put there")
        }
        remove(name)
    }

    /// Writes a file, whole or not at all, over what has that name.
    func write(_ bytes: [UInt8], to name: FileName) throws(InboxFault) {
        let draft: FileName = ".draft"
        let file = unsafe openat(descriptor, draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .last("\(path)/\(name.shown)", "can't be written") }
        defer { close(file) }
        try append(bytes, to: file, of: name)
        guard fsync(file) == 0 else { throw .last("\(path)/\(name.shown)", "can't be written") }
        try move(draft, to: self, as: name)
    }

    /// Writes bytes behind those that an open file has.
    func append(_ bytes: [UInt8], to file: Int32, of name: FileName) throws(InboxFault) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw .last("\(path)/\(name.shown)", "can't be written") }
            written += max(0, count)
        }
    }

    /// The first bytes of a file; none where it can't be read.
    func head(of name: FileName, atMost limit: Int) -> [UInt8] {
        guard let file = try? open(name) else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(0, count)))
    }

    /// Removes a file; one that can't be removed stays.
    func remove(_ name: FileName) { _ = unsafe unlinkat(descriptor, name.path, 0) }

    /// Removes a folder in it where that is empty.
    func removeFolder(_ name: FileName) { _ = unsafe unlinkat(descriptor, name.path, AT_REMOVEDIR) }

    /// Brings to disk which names it has.
    func sync() throws(InboxFault) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last(path, "can't be brought to disk") }
    }

    /// Takes the right to be the one that takes its files, held as long as it is open; false: another has it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
