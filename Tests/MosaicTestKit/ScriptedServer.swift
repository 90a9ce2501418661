import Foundation
import Glibc
import Synchronization

/// A server of 127.0.0.1 that answers each request as a test says, byte for byte, and remembers what it was asked.
public final class ScriptedServer: Sendable {
    /// What a client asked.
    public struct Request: Hashable, Sendable {
        /// The method, as it came.
        public var method = ""
        /// The path and the query.
        public var target = ""
        /// By name in lower case.
        public var fields: [String: String] = [:]
        /// The body, of the length that its field says.
        public var body: [UInt8] = []
    }

    /// What is sent for a request.
    public struct Reply: Hashable, Sendable {
        var bytes: [UInt8]
        /// Whether nothing comes behind it: the connection stays open until the client closes it.
        var isSilent = false

        /// The bytes as they stand, then the end of the connection.
        public static func raw(_ text: String) -> Reply { Reply(bytes: Array(text.utf8)) }

        /// An answer with a status, some fields and a body.
        public static func answer(_ status: Int, _ fields: [String] = [], body: [UInt8]) -> Reply {
            let head = ["HTTP/1.1 \(status) Reason", "Content-Length: \(body.count)", "Connection: close"] + fields
            return Reply(bytes: Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
        }

        /// An answer whose body is a text.
        public static func answer(_ status: Int, _ fields: [String], _ body: String) -> Reply {
            answer(status, fields, body: Array(body.utf8))
        }

        /// An answer whose body is a text.
        public static func answer(_ status: Int, _ body: String) -> Reply { answer(status, [], body) }

        /// The same, and then silence.
        public var silent: Reply { Reply(bytes: bytes, isSilent: true) }

        /// It without its last bytes, and then the end of the connection.
        public func cut(by count: Int) -> Reply { Reply(bytes: Array(bytes.dropLast(count))) }

        /// It with further bytes behind it.
        public func adding(_ more: [UInt8]) -> Reply { Reply(bytes: bytes + more) }
    }

    /// Where it listens.
    public var port: Int { listener.port }
    private let listener: LoopbackListener
    private let asked = Mutex<[Request]>([])
    private let isDeaf: @Sendable (Request) -> Bool
    private let reply: @Sendable (Request, Int) -> Reply
    /// Lets go the connections of which nothing is read any more.
    private let end = DispatchSemaphore(value: 0)

    /// The server's address, as `http://127.0.0.1:PORT`.
    public var address: String { "http://127.0.0.1:\(port)" }

    /// All that it was asked, in order.
    public var requests: [Request] { asked.withLock { $0 } }

    /// Starts it.
    ///
    /// - Parameters:
    ///   - isDeaf: whether the body of a request is not read, and nothing is answered.
    ///   - reply: says what is answered to a request, which has this number among all, from 0.
    public init(
        isDeaf: @escaping @Sendable (Request) -> Bool = { _ in false },
        _ reply: @escaping @Sendable (Request, Int) -> Reply
    ) throws {
        (self.isDeaf, self.reply) = (isDeaf, reply)
        listener = try LoopbackListener()
        listener.start { [weak self, end] client in
            if self?.serve(client) == false {
                end.wait()
                end.signal()
            }
            close(client)
        }
    }

    deinit {
        listener.stop()
        end.signal()
    }

    /// Serves a client; false: of this one nothing is read any more.
    private func serve(_ client: Int32) -> Bool {
        var isHeard = true
        let request = Self.request(on: client) { head in
            isHeard = !isDeaf(head)
            return isHeard
        }
        guard isHeard else { return false }
        if let request { answer(request, client) }
        return true
    }

    private func answer(_ request: Request, _ client: Int32) {
        let number = asked.withLock { asked in
            asked.append(request)
            return asked.count - 1
        }
        let reply = reply(request, number)
        var rest = reply.bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
        guard reply.isSilent else {
            shutdown(client, Int32(SHUT_WR))
            return
        }
        var byte: UInt8 = 0
        while unsafe recv(client, &byte, 1, 0) > 0 {}
    }

    /// - Parameter isWanted: is shown the head, and says whether the body is read.
    private static func request(on client: Int32, isWanted: (Request) -> Bool) -> Request? {
        var (bytes, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        func more() -> Bool {
            let count = unsafe recv(client, &block, block.count, 0)
            bytes += block.prefix(max(0, count))
            return count > 0
        }
        let end = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: end) == nil { guard more() else { return nil } }
        guard let range = bytes.firstRange(of: end) else { return nil }
        let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count == 3 else { return nil }
        var request = Request(method: words[0], target: words[1])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { request.fields[parts[0].lowercased()] = parts[1] }
        }
        guard isWanted(request) else { return nil }
        let length = request.fields["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < range.upperBound + length { guard more() else { return nil } }
        request.body = Array(bytes[range.upperBound...])
        return request
    }
}
