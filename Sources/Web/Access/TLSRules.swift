internal import Config
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import NIOCore
internal import NIOHTTPTypesHTTP1
internal import NIOSSL
internal import NIOTLS

/// How TLS is spoken, made ready for connections.
struct TLSRules: Sendable {
    private let context: NIOSSLContext
    private let settings: TLSSettings
    /// When the certificate ends.
    let certificateEnd: Timestamp

    /// - Throws: what is wrong with a certificate or key.
    init(_ settings: TLSSettings, linger: Duration) throws(ConfigFaults) {
        self.settings = settings
        context = try .serving(settings, linger: linger)
        let end = try settings.certificate.certificates().map(\.notValidAfter).min() ?? 0
        certificateEnd = Timestamp(microseconds: Int64(end) * 1_000_000)
    }

    /// What a connection has before all else, in its order.
    func handlers(_ site: Site) -> [any ChannelHandler] {
        var handlers: [any ChannelHandler] = [ClearTextHandler(site: site)]
        switch settings.clientAuthentication {
        case .request, .require:
            // Any certificate will do: the client has proved that it has the key, and that is all.
            handlers.append(
                NIOSSLServerHandler(context: context, customVerificationCallback: { $1.succeed(.certificateVerified) }))
        case .notAsked, .verifyIfGiven, .requireAndVerify:
            handlers.append(NIOSSLServerHandler(context: context))
        }
        if let names = settings.clientNames { handlers.append(ClientNameHandler(names: names)) }
        return handlers
    }
}

/// Tells a client that speaks HTTP without TLS what is spoken here, in words that it understands.
private final class ClearTextHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Speech { case unknown, tls, clear }

    private let site: Site
    private var speech = Speech.unknown

    init(site: Site) { self.site = site }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if speech == .unknown, let first = unwrapInboundIn(data).readableBytesView.first {
            // A method is letters; TLS begins with the byte of a handshake, and what is neither is TLS's to refuse.
            speech = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) ? .clear : .tls
            if speech == .clear { refuse(context) }
        }
        if speech == .tls { context.fireChannelRead(data) }
    }

    /// Answers and says that nothing more comes. The client closes, or the connection's deadline passes.
    private func refuse(_ context: ChannelHandlerContext) {
        let problem = Problem(status: .badRequest, detail: "TLS is spoken here: ask for https://.")
        let rejection = site.rejection(problem)
        let head = rejection.response.head
        var lines = ["HTTP/1.1 \(head.status.code) \(head.status.reasonPhrase)", "Connection: close"]
        lines += head.headerFields.map { "\($0.name): \($0.value)" }
        var answer = ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
        answer.writeImmutableBuffer(problem.document(of: rejection.id))
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        context.close(mode: .output, promise: nil)
        site.record(rejection, took: .zero, from: context.remoteAddress)
    }
}

/// Lets in whose certificate has one of the names, and nobody else.
private final class ClientNameHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let names: Set<String>
    private var isAllowed = false

    init(names: Set<String>) { self.names = names }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            let tls = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
            isAllowed = tls?.peerCertificate.map { !names.isDisjoint(with: $0.names) } ?? false
            if !isAllowed { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isAllowed { context.fireChannelRead(data) }
    }
}

extension Channel {
    /// Closes at once: a client that is told first, as TLS has it, could take its time.
    func abort() {
        guard eventLoop.inEventLoop else { return eventLoop.execute { self.abort() } }
        if let tls = try? pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) {
            // From there on it is the socket's.
            tls.close(promise: nil)
        } else {
            close(promise: nil)
        }
    }
}
