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
        defer {
            close(server)
            close(client)
        }
        var isHarmed = false
        WireRelay.run(client, server) { bytes in
            if bytes.firstRange(of: Array("COMMIT\0".utf8)) != nil, takeHarm() { isHarmed = true }
            return .carried
        } answered: { _ in
            isHarmed ? harm == .cut ? .last : .swallowed : .carried
        }
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
