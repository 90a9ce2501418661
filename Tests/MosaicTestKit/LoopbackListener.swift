import Foundation
import Glibc

/// A free port of 127.0.0.1, whose clients are each served on a thread of their own.
public final class LoopbackListener: Sendable {
    /// The port.
    public let port: Int
    private let descriptor: Int32

    /// Listens.
    public init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard isListening else { throw KitError("there is no free port") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Begins to let clients in.
    ///
    /// - Parameter serve: serves a client by its descriptor, and closes that.
    public func start(_ serve: @escaping @Sendable (Int32) -> Void) {
        let descriptor = descriptor
        Thread {
            while case let client = accept(descriptor, nil, nil), client >= 0 {
                Thread { serve(client) }.start()
            }
            close(descriptor)
        }.start()
    }

    /// Lets no more clients in.
    public func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
