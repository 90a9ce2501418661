import Foundation
import Glibc

/// What a client sees of a PostgreSQL server that is too old: it lets everybody in and tells its version.
public final class OldServer: Sendable {
    /// Its port on 127.0.0.1.
    public let port: Int
    private let listener: Int32

    /// Starts it.
    public init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { throw KitError("there is no free port") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread { self.accept() }.start()
    }

    /// Lets no more clients in.
    public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while case let client = Glibc.accept(listener, nil, nil), client >= 0 {
            Thread { Self.serve(client) }.start()
        }
        close(listener)
    }

    private static func serve(_ client: Int32) {
        defer { close(client) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(client, &buffer, buffer.count)
            guard count > 0, buffer[0] != UInt8(ascii: "X") else { return }
            // A request for TLS or GSS is of 8 bytes, and refused with one; else it is the start of a session.
            let answer = count == 8 ? Array("N".utf8) : greeting
            guard unsafe write(client, answer, answer.count) == answer.count else { return }
        }
    }

    /// AuthenticationOk, ParameterStatus, BackendKeyData, ReadyForQuery. (PostgreSQL 15, 55.7)
    private static let greeting: [UInt8] =
        message("R", [0, 0, 0, 0]) + message("S", Array("server_version\0".utf8) + Array("13.11\0".utf8))
        + message("K", [0, 0, 0, 1, 0, 0, 0, 1]) + message("Z", Array("I".utf8))

    private static func message(_ kind: Unicode.Scalar, _ content: [UInt8]) -> [UInt8] {
        let length = UInt32(content.count + 4)
        return [UInt8(ascii: kind)] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + content
    }
}
