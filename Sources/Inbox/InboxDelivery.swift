internal import Glibc

/// A file on its way into an inbox: written under a hidden name, and renamed when it is whole.
///
/// One at a time: who makes a delivery to a folder holds a lock until it is gone.
public final class InboxDelivery: Sendable {
    private let folder: OpenFolder
    private let lock: Int32
    private let descriptor: Int32

    /// Why a file can't be delivered, in words.
    public struct Fault: Error, CustomStringConvertible {
        /// What is wrong, and what would be right.
        public let description: String
    }

    private static let lockName: FileName = ".delivering"
    private static let draftName: FileName = ".delivery"
    private static let noteName: FileName = ".delivered"

    /// Begins a delivery to a folder, which is made where it is missing.
    public init(to path: String) throws(Fault) {
        do throws(InboxFault) {
            OpenFolder.make(path)
            folder = try OpenFolder(path: path)
            lock = try folder.create(Self.lockName, isEmptied: false)
        } catch {
            throw Fault(description: "\(error)")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Fault(description: "\(path): another delivery to it is under way")
        }
        do throws(InboxFault) {
            descriptor = try folder.create(Self.draftName, isEmptied: true)
        } catch {
            close(lock)
            throw Fault(description: "\(error)")
        }
    }

    deinit {
        close(descriptor)
        close(lock)
    }

    /// Writes the next bytes.
    public func write(_ bytes: [UInt8]) throws(Fault) {
        try telling { () throws(InboxFault) in try folder.append(bytes, to: descriptor, of: Self.draftName) }
    }

    /// Some of the bytes that were written, from one of them on; none behind the end.
    public func bytes(from offset: Int, atMost limit: Int) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: limit)
        let count = unsafe block.withUnsafeMutableBytes {
            unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
        }
        return Array(block.prefix(max(0, count)))
    }

    /// Gives the file its name: it is whole, and may be taken.
    public func deliver(as name: String) throws(Fault) {
        try telling { () throws(InboxFault) in
            guard fsync(descriptor) == 0 else { throw .last("\(folder.path)/\(name)", "can't be written") }
            try folder.move(Self.draftName, to: folder, as: FileName(Array(name.utf8)))
        }
    }

    /// Drops what was written.
    public func drop() { folder.remove(Self.draftName) }

    /// What was noted of the last delivery; nothing: there was none.
    public var note: [UInt8] { folder.head(of: Self.noteName, atMost: 1 << 16) }

    /// Notes something for the next delivery.
    public func keep(_ note: [UInt8]) throws(Fault) {
        try telling { () throws(InboxFault) in try folder.write(note, to: Self.noteName) }
    }

    private func telling(_ body: () throws(InboxFault) -> Void) throws(Fault) {
        do throws(InboxFault) {
            try body()
        } catch {
            throw Fault(description: "\(error)")
        }
    }
}

extension OpenFolder {
    /// Opens a file for reading and writing, which is made where it is missing. The caller closes it.
    fileprivate func create(_ name: FileName, isEmptied: Bool) throws(InboxFault) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (isEmptied ? O_TRUNC : 0)
        let opened = unsafe openat(descriptor, name.path, flags, 0o640)
        guard opened >= 0 else { throw .last("\(path)/\(name.shown)", "can't be written") }
        return opened
    }
}
