internal import Formats
internal import Glibc

/// An input that comes piece by piece, such as the body of a request. Its bytes are kept in a file without a name until they are
/// whole.
///
/// Nothing of it is left once nobody holds it any more. Not for several threads at a time.
public final class InputSpool: Sendable {
    private let name: String
    private let input: InputFile
    private let folder: String

    /// Makes an empty one in the folder for temporary files.
    ///
    /// - Throws: ``InputSpoolFault`` where there can be no file.
    public init(name: String) throws(InputSpoolFault) {
        self.name = name
        folder = ScratchFile.systemFolder
        let descriptor = ScratchFile.fileWithoutName(in: folder)
        guard descriptor >= 0 else { throw InputSpoolFault(name, ScratchError(folder: folder, code: errno)) }
        input = InputFile(name: name, descriptor: descriptor)
    }

    /// Adds bytes behind those that are there.
    ///
    /// - Throws: ``InputSpoolFault`` where they can't be kept.
    public func append(_ bytes: [UInt8]) throws(InputSpoolFault) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
                return unsafe write(input.descriptor, rest.baseAddress, rest.count)
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                let code = count == 0 ? ENOSPC : errno
                throw InputSpoolFault(name, ScratchError(folder: folder, code: code))
            }
        }
    }

    /// The input, as it is whole now: to be read from its first byte on.
    public func finish() -> InputFile {
        _ = lseek(input.descriptor, 0, SEEK_SET)
        return InputFile(name: name, descriptor: dup(input.descriptor))
    }
}

/// Why an input can't be kept until it is whole.
public struct InputSpoolFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what would be right.
    public let description: String
    /// Whether there is no room.
    public let isDiskFull: Bool

    init(_ name: String, _ error: ScratchError) {
        description = "\(name): \(error)"
        isDiskFull = [ENOSPC, EDQUOT, EFBIG].contains(error.code)
    }
}
