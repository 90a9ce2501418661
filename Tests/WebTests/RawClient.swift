import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// A client that knows no more of HTTP than it must, so that it can send what is none.
struct RawClient {
    struct Unexpected: Error, CustomStringConvertible {
        var description: String
    }

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received = ByteBuffer()

    /// Connects, and closes when `body` is done.
    ///
    /// - Parameter tls: what speaks TLS; nil: nothing does.
    static func connected<Result: Sendable>(
        to port: Int, tls: NIOSSLContext? = nil, _ body: (inout RawClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = RawClient(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&client)
        }
    }

    /// Sends bytes as they are.
    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Says that nothing more is sent.
    func finish() { outbound.finish() }

    /// Sends a request with `Host` and receives its answer.
    mutating func get(_ path: String, method: String = "GET", _ fields: String...) async throws -> Answer {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + fields
        try await send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try await answer(toHead: method == "HEAD")
    }

    /// Expects that the server answers.
    mutating func expectHealthy() async throws {
        let answer = try await get("/-/healthy")
        #expect(answer.text == "Mosaic is healthy.\n")
    }

    /// Receives an answer, whose length must be told.
    mutating func answer(toHead: Bool = false) async throws -> Answer {
        var lines: [String] = []
        while lines.last != "" { lines.append(try await line()) }
        let status = lines[0].split(separator: " ")
        guard status.count >= 2, status[0] == "HTTP/1.1", let code = Int(status[1]) else {
            throw Unexpected(description: "no status line: \(lines[0])")
        }
        var fields: [String: String] = [:]
        for line in lines.dropFirst().dropLast() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, fields[parts[0].lowercased()] == nil else {
                throw Unexpected(description: "no field, or twice: \(line)")
            }
            fields[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
        }
        guard let length = toHead ? 0 : fields["content-length"].flatMap(Int.init) else {
            throw Unexpected(description: "no Content-Length")
        }
        return Answer(status: code, fields: fields, body: try await bytes(length))
    }

    /// Whether the server has closed and everything was received.
    mutating func isAtEnd() async throws -> Bool {
        guard received.readableBytes == 0 else { return false }
        return try await inbound.next(isolation: #isolation) == nil
    }

    /// Waits until an answer has begun to come.
    mutating func waitForBytes() async throws {
        while received.readableBytes == 0 { try await receive() }
    }

    private mutating func line() async throws -> String {
        while true {
            let view = received.readableBytesView
            if let end = view.firstIndex(of: UInt8(ascii: "\n")) {
                let line = received.readString(length: end - view.startIndex + 1) ?? ""
                guard line.hasSuffix("\r\n") else { throw Unexpected(description: "no CRLF: \(line)") }
                return String(line.dropLast())
            }
            try await receive()
        }
    }

    private mutating func bytes(_ count: Int) async throws -> [UInt8] {
        while received.readableBytes < count { try await receive() }
        return received.readBytes(length: count) ?? []
    }

    private mutating func receive() async throws {
        guard let buffer = try await inbound.next(isolation: #isolation) else {
            throw Unexpected(description: "closed too early")
        }
        received.writeImmutableBuffer(buffer)
    }
}
