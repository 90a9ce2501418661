import Exposition
import Formats
import NIOCore
import NIOEmbedded
import NIOExtras
import NIOHTTP1
import Testing

@testable import Web

/// A connection without a socket, whose time is driven by the test.
@Suite
struct ConnectionHandlerTests {
    private static let healthy = "GET /-/healthy HTTP/1.1\r\nHost: test\r\n"

    @Test func `a connection that is silent closes when its time is over, and not before`() throws {
        let wire = try Wire()
        wire.pass(wire.limits.head - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test(arguments: [false, true]) func `a header that comes byte by byte is to be whole in time, whenever it begins`(
        isFirst: Bool
    ) throws {
        let wire = try Wire()
        if !isFirst {
            try wire.send(Self.healthy + "\r\n")
            #expect(try wire.requests().count == 1)
            try wire.respond()
            wire.pass(wire.limits.idle - .milliseconds(1))
        }
        let bytes = Self.healthy.map(String.init)
        let pause = wire.limits.head / 10
        for byte in bytes.prefix(10) {
            #expect(!wire.isClosed)
            try wire.send(byte)
            wire.pass(pause)
        }
        #expect(wire.isClosed)
    }

    @Test func `an answer gives a connection time for another request`() throws {
        let wire = try Wire()
        wire.pass(wire.limits.head - .milliseconds(1))
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests() == ["GET /-/healthy"])
        try wire.respond()
        #expect(try wire.received().hasPrefix("HTTP/1.1 200 OK\r\n"))
        wire.pass(wire.limits.idle - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test func `the head of an answer is sent together with what comes behind it`() throws {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "3"])
        try wire.respond([.head(head)])
        #expect(try wire.received().isEmpty)
        try wire.respond([.body(.byteBuffer(ByteBuffer(string: "ok\n"))), .end(nil)])
        #expect(try wire.received().hasSuffix("\r\n\r\nok\n"))
        try wire.send(Self.healthy + "\r\n")
        try wire.respond([.head(HTTPResponseHead(version: .http1_1, status: .noContent)), .end(nil)])
        #expect(try wire.received().hasPrefix("HTTP/1.1 204"))
    }

    @Test(arguments: [
        "GET /-/heal", "\(healthy)X: y", "POST /taken HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nab",
    ])
    func `a request that does not end in time closes its connection`(request: String) throws {
        let wire = try Wire()
        try wire.send(request)
        _ = try wire.requests()
        let isBody = request.hasPrefix("POST")
        wire.pass((isBody ? wire.limits.exchange : wire.limits.head) - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test func `an answer that is not sent in time closes its connection`() throws {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        wire.pass(wire.limits.exchange - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test(
        arguments: [
            "\(healthy)Connection: close\r\n\r\n", "\(healthy)Connection: Close\r\n\r\n",
            "\(healthy)Connection: upgrade, close\r\n\r\n", "GET /-/healthy HTTP/1.0\r\n\r\n",
            "GET /-/healthy HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "\(healthy)Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n",
        ])
    func `after the last request its answer says that it closes, and the client has a moment to close`(
        request: String
    ) throws {
        let wire = try Wire()
        try wire.send(request + "\(Self.healthy)\r\n")
        #expect(try wire.requests() == ["GET /-/healthy"])
        #expect(!wire.isOutputClosed)
        try wire.respond()
        #expect(try wire.received().contains("\r\nconnection: close\r\n"))
        #expect(wire.isOutputClosed && !wire.isClosed)
        wire.pass(wire.limits.linger)
        #expect(wire.isClosed)
    }

    @Test(arguments: Nonsense.all)
    func `what is no request is answered with a problem document, and the connection closes`(
        nonsense: Nonsense
    ) throws {
        let wire = try Wire()
        try wire.send(nonsense.bytes)
        #expect(try wire.requests().isEmpty)
        let answer = try wire.received()
        #expect(answer.hasPrefix("HTTP/1.1 \(nonsense.status) "))
        #expect(answer.contains("\r\nContent-Type: application/problem+json\r\n"))
        #expect(answer.contains("\r\nconnection: close\r\n"))
        #expect(answer.contains(#""status":\#(nonsense.status)"#))
        #expect(wire.isOutputClosed)
        wire.pass(wire.limits.linger)
        #expect(wire.isClosed)
        // It is counted, though no route answered it.
        let counted = String(
            decoding: wire.site.process.render(wire.site.requests, as: .text), as: UTF8.self)
        #expect(counted.contains(#"mosaic_http_requests_total{route="other",status="\#(nonsense.status)"} 1"#))
    }

    @Test(arguments: ["GET /metrics", "POST /-/ready", "POST /nothing", "GET /taken"])
    func `a body that is not wanted ends the connection after the answer, and is not read`(line: String) throws {
        let wire = try Wire()
        let head = "\(line) HTTP/1.1\r\nHost: test\r\nContent-Length: 1073741824\r\n\r\n"
        try wire.send(head + "some of it")
        #expect(try wire.requests() == [line])
        #expect(wire.reads)
        // A little is read, so that the answer is not lost; then nothing is.
        try wire.send(String(repeating: "x", count: wire.limits.ignoredBytes))
        #expect(!wire.reads)
        #expect(try wire.requests().isEmpty)
        try wire.respond()
        #expect(try wire.received().contains("\r\nconnection: close\r\n"))
        #expect(wire.isOutputClosed && !wire.isClosed)
        wire.pass(wire.limits.linger)
        #expect(wire.isClosed)
    }

    @Test func `a body that is wanted is read, and its connection is kept`() throws {
        let wire = try Wire()
        try wire.send("POST /taken HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n0123456789")
        #expect(try wire.requests() == ["POST /taken"])
        try wire.respond()
        #expect(try !wire.received().contains("connection: close"))
        #expect(!wire.isOutputClosed)
    }

    @Test func `in its register a connection is busy from its request's header to the end of its answer`() throws {
        let wire = try Wire(limit: 1)
        #expect(wire.mayGiveWay)
        try wire.send(Self.healthy)
        #expect(wire.mayGiveWay)
        try wire.send("\r\n")
        #expect(!wire.mayGiveWay)
        #expect(try wire.requests().count == 1)
        try wire.respond()
        #expect(wire.mayGiveWay)
        wire.makeRoom()
        #expect(wire.isClosed)
    }

    @Test func `the answer to nonsense waits for the answers before it`() throws {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\nnonsense\r\n\r\n")
        #expect(try wire.requests().count == 1)
        #expect(try wire.received() == "")
        try wire.respond()
        let answers = try wire.received()
        #expect(answers.hasPrefix("HTTP/1.1 200 "))
        #expect(answers.contains("ok\nHTTP/1.1 400 "))
        #expect(wire.isOutputClosed)
    }

    @Test func `when the service stops an idle connection closes at once`() throws {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        try wire.respond()
        wire.stop()
        #expect(wire.isClosed)
    }

    @Test func `when the service stops a connection that was never used has its first request answered, and no other`()
        throws
    {
        let wire = try Wire()
        wire.stop()
        #expect(!wire.isClosed)
        try wire.send(Self.healthy + "\r\n" + Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        try wire.respond()
        #expect(try wire.received().contains("\r\nconnection: close\r\n"))
        #expect(wire.isOutputClosed)
    }

    @Test func `when the service stops a connection that stays unused is closed once the stop may take no longer`()
        throws
    {
        let wire = try Wire()
        wire.stop()
        wire.pass(wire.limits.stop - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test func `when the service stops a request that is open is answered, and the answer says that it closes`() throws
    {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        wire.stop()
        #expect(!wire.isClosed)
        try wire.respond()
        #expect(try wire.received().contains("\r\nconnection: close\r\n"))
        #expect(wire.isOutputClosed)
    }

    @Test func `when the service stops it waits no longer for an answer than it may`() throws {
        let wire = try Wire()
        try wire.send(Self.healthy + "\r\n")
        #expect(try wire.requests().count == 1)
        wire.stop()
        wire.pass(wire.limits.stop - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }
}

/// A connection to the handler: what a client sends and receives, and what the site is asked and answers.
final class Wire {
    let site: Site
    private let channel: EmbeddedChannel
    private let closing = OutputClosing()

    var limits: WebLimits { site.limits }

    private let register: ConnectionRegister

    /// A pipeline as `HTTP1Channel` builds it, up to the handler.
    ///
    /// - Parameter limit: how many connections there may be.
    init(limit: Int = 10, site: Site = TestService().site) throws {
        self.site = site
        register = ConnectionRegister(limit: limit)
        channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(closing)
        var decoder = NIOHTTPDecoderLimitConfiguration()
        decoder.maxHeaderFieldSize = site.limits.fieldBytes
        decoder.maxHeaderListSize = site.limits.headerBytes
        decoder.maxHeaderFieldCount = site.limits.fields
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
        try pipeline.addHandler(ConnectionHandler(site: site, register: register))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 80), promise: nil)
    }

    /// Whether a full register would close it for another one.
    var mayGiveWay: Bool { register.hasRoom {} }

    /// Another connection is opened.
    func makeRoom() {
        _ = register.open {}
        channel.embeddedEventLoop.run()
    }

    /// Whether it reads on: the pipeline lets reads through to the socket.
    var reads: Bool {
        closing.reads = 0
        channel.pipeline.read()
        return closing.reads > 0
    }

    var isClosed: Bool { !channel.isActive }
    /// Whether the client takes what it is sent.
    var isWritable: Bool {
        get { channel.isWritable }
        set { channel.isWritable = newValue }
    }
    var isOutputClosed: Bool { closing.isOutputClosed }

    /// Lets time go by.
    func pass(_ time: Duration) { channel.embeddedEventLoop.advanceTime(by: TimeAmount(time)) }

    /// Sends bytes as a client.
    func send(_ text: String) throws {
        // What can't be parsed is an error of the pipeline, which the handler deals with.
        try channel.writeInbound(ByteBuffer(string: text))
    }

    /// The requests that the site is asked.
    func requests() throws -> [String] {
        var requests: [String] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head(let head) = part { requests.append("\(head.method.rawValue) \(head.uri)") }
        }
        return requests
    }

    /// Answers a request as the site would.
    func respond() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "3"])
        try respond([.head(head), .body(.byteBuffer(ByteBuffer(string: "ok\n"))), .end(nil)])
    }

    /// Writes parts of an answer, each of which is to be sent at once.
    func respond(_ parts: [HTTPServerResponsePart]) throws {
        for part in parts {
            // Nobody waits until the part is sent: the head of an answer waits for what is behind it.
            channel.pipeline.write(part, promise: nil)
            channel.pipeline.flush()
        }
        channel.embeddedEventLoop.run()
        try channel.throwIfErrorCaught()
    }

    /// What the client has received since it was last asked.
    func received() throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    /// Tells the connection that the service stops.
    func stop() {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        channel.embeddedEventLoop.run()
    }

    /// Notes that the output is closed. The embedded channel has no closing by halves: it would close altogether.
    private final class OutputClosing: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        private(set) var isOutputClosed = false
        var reads = 0

        func read(context: ChannelHandlerContext) {
            reads += 1
            context.read()
        }

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            guard mode == .output else { return context.close(mode: mode, promise: promise) }
            isOutputClosed = true
            promise?.succeed(())
        }
    }
}
