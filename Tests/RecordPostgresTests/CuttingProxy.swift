import Foundation
import Glibc
import MosaicTestKit
import Synchronization

/// Stands between a client and a server on a port of its own, and does harm at a COMMIT that the server gets all the same.
final class CuttingProxy: Sendable {
    /// What is done once the server has answered.
    enum Harm: Sendable, CaseIterable {
        /// The connection is closed without the answer.
        case cut
        /// The answer is withheld, and nothing is closed.
        case withhold
    }

    var port: Int { listener.port }
    private let harm: Harm
    private let target: String
    /// How many COMMITs are still harmed.
    private let rest: Mutex<Int>
    private let listener: LoopbackListener

    /// Listens, and leads to a Unix socket.
    init(to target: String, _ harm: Harm) throws {
        self.harm = harm
        self.target = target
        rest = Mutex(0)
        listener = try LoopbackListener()
        listener.start { self.serve($0) }
    }

    /// Harms so many of the COMMITs that come.
    func harmNext(_ times: Int) { rest.withLock { $0 = times } }

    /// Lets no more clients in; a connection that is withheld ends with the process.
    func stop() { listener.stop() }

    private func serve(_ client: Int32) {
        let server = connectToTarget()
        defer { close(server) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var isHarmed = false
        while true {
            var asked = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard unsafe poll(&asked, 2, -1) > 0 else { break }
            if asked[0].revents != 0 {
                let count = unsafe read(client, &buffer, buffer.count)
                guard count > 0 else { break }
                if buffer[..<count].firstRange(of: Array("COMMIT\0".utf8)) != nil,
                    takeHarm()
                {
                    isHarmed = true
                }
                guard unsafe write(server, buffer, count) == count else { break }
            }
            if asked[1].revents != 0 {
                let count = unsafe read(server, &buffer, buffer.count)
                guard count > 0 else { break }
                if isHarmed, harm == .cut { break }
                if isHarmed { continue }
                guard unsafe write(client, buffer, count) == count else { break }
            }
        }
        close(client)
    }

    /// Whether this COMMIT is one of those that are harmed.
    private func takeHarm() -> Bool {
        rest.withLock { rest in
            defer { rest = max(0, rest - 1) }
            return rest > 0
        }
    }

    private func connectToTarget() -> Int32 {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
            unsafe path.copyBytes(from: target.utf8.prefix(path.count - 1))
        }
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(server, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return server
    }
}
