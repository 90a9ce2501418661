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
public final class InputFile: Sendable {
    /// The input as its user named it; `-` is standard input.
    public let name: String
    let descriptor: Int32

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
                message: code == ENOENT
                    ? "there is no such file" : "can't be opened: \(unsafe String(cString: strerror(code)))")
        }
        var status = stat()
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw InputError(file: name, message: "is a directory; name the files in it")
        }
        self.init(name: name, descriptor: opened)
    }

    private init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = descriptor
    }

    deinit {
        if descriptor > 0 { close(descriptor) }
    }
}
