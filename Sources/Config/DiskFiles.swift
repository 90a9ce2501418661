internal import Formats
internal import Foundation
internal import Glibc

/// The files of the system that Mosaic runs on, and the credentials that the service manager hands over.
///
/// The path `credential:NAME` is that of a credential. (systemd.exec(5), `LoadCredential=`)
public struct DiskFiles: FileReading {
    /// The most bytes that a file may have: 64 MiB.
    public static let sizeLimit = 64 << 20

    /// What the paths of credentials begin with.
    static let credentialScheme = "credential:"

    /// Where credentials are; nil: there are none.
    private let credentials: String?

    /// The system's files, with the credentials of this process.
    public init() {
        self.init(credentials: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }

    /// - Parameter credentials: the folder of the credentials; nil: there are none.
    init(credentials: String?) { self.credentials = credentials }

    /// The bytes of a file; its path is relative to the working directory.
    public func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        guard path.hasPrefix(Self.credentialScheme) else { return try Self.bytes(ofFile: path, isSecret: false) }
        let name = path.dropFirst(Self.credentialScheme.count)
        guard let credentials, !name.isEmpty, !name.contains("/") else { throw .noCredential }
        do throws(FileReadingFault) {
            return try Self.bytes(ofFile: "\(credentials)/\(name)", isSecret: true)
        } catch {
            throw error == .missing ? .noCredential : error
        }
    }

    private static func bytes(ofFile path: String, isSecret: Bool) throws(FileReadingFault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(of: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw fault(of: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .directory }
        if isSecret, status.st_mode & (S_IROTH | S_IWOTH) != 0 { throw .readableByAll }
        return try contents(of: descriptor, sizeHint: Int(status.st_size))
    }

    /// The names of the files in a folder.
    public func names(inFolder path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    /// Whether users beside a file's owner and its group may read or change it.
    public func isOpenToOthers(path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & (S_IROTH | S_IWOTH) != 0
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
