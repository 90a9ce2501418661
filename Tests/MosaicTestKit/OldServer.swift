import Foundation
import Glibc

/// What a client sees of a PostgreSQL server that is too old: it lets everybody in and tells its version.
public final class OldServer: Sendable {
    /// Its port on 127.0.0.1.
    public var port: Int { listener.port }
    private let listener: LoopbackListener

    /// Starts it.
    public init() throws {
        listener = try LoopbackListener()
        listener.start { Self.serve($0) }
    }

    /// Lets no more clients in.
    public func stop() { listener.stop() }

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
