internal import CSystemd
internal import Glibc

/// The sockets that the service manager listens on for the service, and hands over at its start. (sd_listen_fds(3))
///
/// They stay open in the manager: who connects while the service is restarted waits in their queue.
public enum PassedSockets {
    /// The name that the sockets have in their unit, `FileDescriptorName=`.
    public static let name = "http"

    /// Takes the descriptors of the sockets; none where the manager has none for this process. To be called once.
    ///
    /// - Throws: ``PassedSocketFault`` for the first one that can't be served on.
    public static func take() throws(PassedSocketFault) -> [Int32] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = unsafe sd_listen_fds_with_names(1, &names)
        defer { unsafe free(names) }
        guard count > 0 else { return [] }
        var given: [(descriptor: Int32, name: String)] = []
        for index in 0..<Int(count) {
            guard let name = unsafe names?[index] else { continue }
            unsafe given.append((SD_LISTEN_FDS_START + Int32(index), String(cString: name)))
            unsafe free(name)
        }
        for (descriptor, name) in given {
            if name != Self.name { throw .unknownName(name) }
            // Of any family, and listening.
            guard sd_is_socket(descriptor, AF_UNSPEC, Int32(SOCK_STREAM.rawValue), 1) > 0 else {
                throw .notListening(descriptor)
            }
        }
        return given.map(\.descriptor)
    }
}

/// What is wrong with a socket that the service manager hands over.
public enum PassedSocketFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has a name that the service knows nothing about.
    case unknownName(String)
    /// It is no socket of a stream that is listened on.
    case notListening(Int32)

    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .unknownName(let name):
            "the socket unit hands over a socket named \"\(name)\"; expected FileDescriptorName=\(PassedSockets.name)"
        case .notListening(let descriptor):
            "the socket unit hands over descriptor \(descriptor), which is not listened on; expected ListenStream="
        }
    }
}
