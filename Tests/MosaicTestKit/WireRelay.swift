import Glibc

/// Carries bytes between a client and a server until one of them closes.
public enum WireRelay {
    /// What becomes of bytes.
    public enum Fate: Sendable {
        /// They go on.
        case carried
        /// Nobody gets them.
        case swallowed
        /// Nobody gets them, and nothing is carried any more.
        case last
    }

    /// Carries bytes between two open sockets, which the caller closes.
    ///
    /// - Parameters:
    ///   - asked: is shown what the client sends, before the server gets it.
    ///   - answered: is shown what the server sends, before the client gets it.
    public static func run(
        _ client: Int32, _ server: Int32, asked: (ArraySlice<UInt8>) -> Fate, answered: (ArraySlice<UInt8>) -> Fate
    ) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        func carry(_ from: Int32, _ to: Int32, _ shown: (ArraySlice<UInt8>) -> Fate) -> Bool {
            let count = unsafe recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { return false }
            switch shown(buffer[..<count]) {
            case .carried: return unsafe send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count
            case .swallowed: return true
            case .last: return false
            }
        }
        while true {
            var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard unsafe poll(&ends, 2, -1) > 0 else { return }
            if ends[0].revents != 0, !carry(client, server, asked) { return }
            if ends[1].revents != 0, !carry(server, client, answered) { return }
        }
    }
}
