/// Whole files by path: the disk, or a test's dictionary.
public protocol FileReading: Sendable {
    /// The bytes of a file.
    ///
    /// - Throws: why there are none.
    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8]

    /// The names of the files in a folder, in any order; none where there is no such folder.
    func names(inFolder path: String) -> [String]

    /// Whether users beside a file's owner and its group may read or change it.
    func isOpenToOthers(path: String) -> Bool
}

extension FileReading {
    /// Files that are on no disk are nobody else's.
    public func isOpenToOthers(path: String) -> Bool { false }
}

/// Why a file gave no bytes.
public enum FileReadingFault: Error, Hashable, Sendable {
    /// There is nothing of that name.
    case missing
    /// It is a directory.
    case directory
    /// The caller may not read it.
    case notPermitted
    /// It has more bytes than this.
    case tooLarge(limit: Int)
    /// The system failed to read it, for the reason it gave.
    case unreadable(reason: String)
    /// It is a credential, and the service manager handed none of that name over.
    case noCredential
    /// It is a credential that every user of the system may read.
    case readableByAll
}

extension FileReadingFault: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .missing: "there is no such file"
        case .directory: "this is a directory"
        case .notPermitted: "this file may not be read by the current user"
        case .tooLarge(let limit): "this file has more than \(limit) bytes"
        case .unreadable(let reason): "this file can't be read: \(reason)"
        case .noCredential: "there is no such credential; expected LoadCredential= in the unit, and a restart"
        case .readableByAll: "this credential may be read by every user"
        }
    }
}
