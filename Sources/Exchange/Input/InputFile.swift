internal import Formats
internal import Glibc

/// An input that could not be opened, or not be read on.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The input as its user named it.
    public let file: String
    /// What is wrong, and what would be right.
    public let message: String
    /// Whether reading had begun: an input-output fault, not a wrong name.
    public let isFailedRead: Bool

    /// Makes an error of its parts.
    public init(file: String, message: String, isFailedRead: Bool = false) {
        self.file = file
        self.message = message
        self.isFailedRead = isFailedRead
    }

    /// `file: what is wrong; what would be right`.
    public var description: String { "\(file): \(message)" }
}

/// An input that is open for reading: a file or standard input. Closed when nobody holds it any more.
///
/// What was read of it can be read again: a pipe's bytes are copied, as they are read, to a file that has no name.
public final class InputFile: Sendable {
    /// The input as its user named it; `-` is standard input.
    public let name: String
    /// How many bytes there are to read; nil for a pipe, which does not say.
    public let size: Int?
    let descriptor: Int32
    /// Where the bytes of a pipe are copied to; −1: to nowhere, or there is no need.
    let copy: Int32
    /// The offset at which reading began.
    private let start: off_t

    /// Opens a file, or takes standard input for `-`.
    ///
    /// - Throws: ``InputError`` where it is missing, a directory or not readable.
    public convenience init(_ name: String) throws(InputError) {
        guard name != "-" else {
            self.init(name: name, descriptor: 0)
            return
        }
        let opened = unsafe open(name, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            let code = errno
            throw InputError(
                file: name,
                message: code == ENOENT ? "there is no such file" : "can't be opened: \(SystemError(code))")
        }
        var status = stat()
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw InputError(file: name, message: "is a directory; name the files in it")
        }
        self.init(name: name, descriptor: opened)
    }

    /// Takes what is open as `descriptor`, and closes it at the end: the reading end of a pipe, say, that a request is written to.
    public init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = descriptor
        start = lseek(descriptor, 0, SEEK_CUR)
        var status = stat()
        let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile && start >= 0 ? max(0, Int(status.st_size) - Int(start)) : nil
        copy = start >= 0 ? -1 : ScratchFile.fileWithoutName(in: ScratchFile.systemFolder)
    }

    deinit {
        if descriptor > 0 { close(descriptor) }
        if copy >= 0 { close(copy) }
    }

    /// What was read, from its first byte on; nil where that is not to be had.
    func again() -> PlacedSource? {
        if start >= 0 { return PlacedSource(descriptor: descriptor, offset: start) }
        return copy >= 0 ? PlacedSource(descriptor: copy, offset: 0) : nil
    }
}
