internal import Formats
internal import Glibc

/// A folder or a file in it with which something can't be done now.
struct InboxFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder or file.
    let path: String
    /// What can't be done.
    let what: String
    /// Why, by the system's number.
    let code: Int32

    /// The fault of the system's last call.
    static func last(_ path: String, _ what: String) -> InboxFault { InboxFault(path: path, what: what, code: errno) }

    /// What is wrong, and where that is known what would be right.
    var description: String {
        let advice =
            switch code {
            case ENOSPC, EDQUOT: "; make room"
            case EACCES, EPERM, EROFS: "; the service's user has to be able to write there"
            case ENOENT: "; make the folder"
            default: ""
            }
        return "\(path): \(what): \(SystemError(code))\(advice)"
    }
}
