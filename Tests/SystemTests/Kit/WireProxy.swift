import Foundation
import Glibc
import MosaicTestKit
import Synchronization

/// Stands between a client and a service on a port of its own, knows nothing of what is said, and does one harm.
final class WireProxy: Sendable {
    /// What is done to the first connection on which enough was sent; others go through.
    enum Harm: Sendable {
        /// It is closed once the client has sent so many bytes.
        case cutBody(after: Int)
        /// It is closed as soon as the service answers what begins behind so many bytes of the client's.
        case loseAnswer(after: Int)
    }

    var port: Int { listener.port }
    private let target: Int
    private let harm: Harm
    private let isDone = Mutex(false)
    private let listener: LoopbackListener

    /// Whether the harm was done.
    var isHarmed: Bool { isDone.withLock { $0 } }

    /// Listens, and leads to another port.
    init(to target: Int, _ harm: Harm) throws {
        (self.target, self.harm) = (target, harm)
        listener = try LoopbackListener()
        listener.start { [weak self] client in
            if let self { serve(client) } else { close(client) }
        }
    }

    deinit { listener.stop() }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(target)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        defer {
            close(server)
            close(client)
        }
        var sent = 0
        WireRelay.run(client, server) { bytes in
            sent += bytes.count
            if case .cutBody(let limit) = harm, sent > limit, takeHarm() { return .last }
            return .carried
        } answered: { _ in
            if case .loseAnswer(let limit) = harm, sent > limit, takeHarm() { return .last }
            return .carried
        }
    }

    private func takeHarm() -> Bool {
        isDone.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
    }
}
