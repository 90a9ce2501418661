internal import Config
internal import Glibc
internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOHTTPTypesHTTP1
internal import NIOPosix

/// A socket that listens. It accepts connections only once it is told to read.
struct Listener: Sendable {
    /// The address; nil of a socket that has a path.
    let address: ListenAddress?
    /// The address or the path, as the log has it.
    let place: String
    let channel: any Channel
    let quiescing: ServerQuiescingHelper

    /// Listens on an address.
    init(
        _ address: ListenAddress, site: Site, register: ConnectionRegister, logger: Logger
    ) async throws(ListenError) {
        quiescing = ServerQuiescingHelper(group: Self.group)
        let bootstrap = Self.bootstrap(quiescing, site: site, register: register, logger: logger)
        do {
            channel = try await bootstrap.bind(host: address.host, port: address.port).get()
        } catch {
            throw ListenError(address: address, reason: ListenError.Reason(error))
        }
        let bound = ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port)
        self.address = bound
        place = "\(bound)"
    }

    /// Listens on a socket that the service was given, and that others may have too.
    init(
        socket: CInt, site: Site, register: ConnectionRegister, logger: Logger
    ) async throws(ListenError) {
        quiescing = ServerQuiescingHelper(group: Self.group)
        let bootstrap = Self.bootstrap(quiescing, site: site, register: register, logger: logger)
        do {
            channel = try await bootstrap.withBoundSocket(socket).get()
        } catch {
            throw ListenError(place: "socket \(socket)", reason: ListenError.Reason(error))
        }
        // The queue is to hold who comes while nobody accepts; the library has just made it a short one.
        listen(socket, Self.longestQueue)
        let bound = channel.localAddress
        address = bound?.ipAddress.flatMap { host in bound?.port.map { ListenAddress(host: host, port: $0) } }
        place = address.map { "\($0)" } ?? bound?.pathname ?? "socket \(socket)"
    }

    /// Accepts no more, and closes once every connection is settled.
    ///
    /// A connection that was accepted and is not known to the listener yet would be dropped when it closes. So what is on its
    /// way between the threads comes first.
    func stop(_ stopped: EventLoopPromise<Void>) {
        let round: @Sendable () -> EventLoopFuture<Void> = { [channel] in
            EventLoopFuture.andAllComplete(
                Array(Self.group.makeIterator()).map { $0.submit {} }, on: channel.eventLoop)
        }
        channel.setOption(.autoRead, value: false).flatMap { round() }.flatMap { round() }.whenComplete {
            [quiescing] _ in
            quiescing.initiateShutdown(promise: stopped)
        }
    }

    private static let group = MultiThreadedEventLoopGroup.singleton
    /// The system cuts it to what it allows itself.
    private static let longestQueue: CInt = 4096

    private static func bootstrap(
        _ quiescing: ServerQuiescingHelper, site: Site, register: ConnectionRegister, logger: Logger
    ) -> ServerBootstrap {
        let protocolStack = HTTPConnection(site: site, register: register, logger: logger)
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: false)
            // Connections are accepted one by one, each only while there is room for it.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        AdmissionHandler(register: register), quiescing.makeServerChannelHandler(channel: channel),
                    ])
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { protocolStack.serve($0) }
    }
}

/// Accepts a connection only while there is room for it: all may be busy.
private final class AdmissionHandler: ChannelOutboundHandler {
    typealias OutboundIn = any Channel
    private let register: ConnectionRegister

    init(register: ConnectionRegister) { self.register = register }

    func read(context: ChannelHandlerContext) {
        let channel = context.channel
        if register.hasRoom(or: { channel.read() }) { context.read() }
    }
}

/// HTTP/1.1 on a connection that was accepted.
private struct HTTPConnection: Sendable {
    private let http: HTTP1Channel
    private let site: Site
    private let register: ConnectionRegister
    private let logger: Logger

    init(site: Site, register: ConnectionRegister, logger: Logger) {
        let limits = site.limits
        self.site = site
        self.register = register
        self.logger = logger
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.fieldBytes, maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.fields)
        http = HTTP1Channel(
            responder: { request, writer, channel in
                let start = ContinuousClock.now
                let answer = await site.answer(request)
                defer { site.record(answer, took: .now - start, from: channel.remoteAddress) }
                try await writer.write(response: answer.response.head, body: answer.response.body)
            },
            configuration: HTTP1Channel.Configuration(httpDecoderConfiguration: decoder))
    }

    /// Builds the pipeline and starts the connection's task, which ends with the connection.
    ///
    /// The task has no parent: a parent that is cancelled would drop connections that it has not taken yet. The listener's
    /// quiescing waits for all connections instead.
    func serve(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.sendWithoutPaceWithinMachine()
        return http.setup(channel: channel, logger: logger).flatMapThrowing { connection in
            let pipeline = channel.pipeline.syncOperations
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(ConnectionHandler(site: site, register: register), position: .before(codec))
            if let tls = site.gate?.rules().tls { try pipeline.addHandlers(tls.handlers(site), position: .first) }
            Task(executorPreference: EventLoopTasks(channel.eventLoop)) {
                await http.handle(value: connection, logger: logger)
            }
        }
    }
}

extension ListenError.Reason {
    /// The reason behind an error of NIO.
    fileprivate init(_ error: any Error) {
        switch error {
        case let error as IOError:
            switch error.errnoCode {
            case EADDRINUSE: self = .inUse
            case EADDRNOTAVAIL: self = .notAvailable
            case EACCES, EPERM: self = .notPermitted
            default: self = .other(error.description)
            }
        case is SocketAddressError.UnknownHost: self = .unknownHost
        default: self = .other("\(error)")
        }
    }
}
