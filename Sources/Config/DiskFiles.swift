internal import Formats
internal import Foundation
internal import Glibc

/// The files of the system that Mosaic runs on.
public struct DiskFiles: FileReading {
    /// The most bytes that a file may have: 64 MiB.
    public static let sizeLimit = 64 << 20

    /// The system's files.
    public init() {}

    /// The bytes of a file; its path is relative to the working directory.
    public func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.fault(of: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.fault(of: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .directory }
        return try Self.contents(of: descriptor, sizeHint: Int(status.st_size))
    }

    /// The names of the files in a folder.
    public func names(inFolder path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private static func contents(of descriptor: Int32, sizeHint: Int) throws(FileReadingFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(sizeHint, sizeLimit))
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 else {
                let code = errno
                if code == EINTR { continue }
                throw fault(of: code)
            }
            bytes.append(contentsOf: block[..<count])
            guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
        }
    }

    private static func fault(of code: Int32) -> FileReadingFault {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .directory
        case EACCES, EPERM: .notPermitted
        default: .unreadable(reason: "\(SystemError(code))")
        }
    }
}
