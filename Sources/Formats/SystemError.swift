import Glibc

/// An error of the operating system, by its number.
public struct SystemError: Error, Hashable, CustomStringConvertible {
    /// The number, as `errno` has it.
    public let code: Int32

    /// Makes the error of a number.
    public init(_ code: Int32) { self.code = code }

    /// What the system calls it, such as `No space left on device`.
    public var description: String { unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)" }
}
