public import Config
internal import HTTPTypes
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOHTTPTypesHTTP1
internal import NIOPosix
public import ServiceLifecycle
internal import Synchronization

/// Serves a site over HTTP/1.1.
///
/// Guarantees: once `bind` has returned, it listens on every address, and requests wait for `run`. A client that is slow,
/// silent or talks nonsense harms only its own connection. After a graceful shutdown no connection is accepted, idle ones
/// are closed, and answers that are under way have `WebLimits.stop` to be sent.
///
///     let server = try await WebServer.bind(to: settings.listen, site: site, logger: logger)
///     notifier.ready(status: "serving")
///     try await server.run()
public struct WebServer: Service {
    /// The addresses that it listens on, without the paths of sockets. If a port was 0, the one that the system chose is here.
    public let addresses: [ListenAddress]

    /// The connections that are open.
    let register: ConnectionRegister
    private let listeners: [Listener]
    private let logger: Logger

    /// Listens on every address, or on none.
    ///
    /// - Parameter sockets: descriptors of sockets that listen already, which are listened on beside the addresses.
    /// - Throws: ``ListenError`` with the first address that can't be listened on.
    public static func bind(
        to addresses: [ListenAddress], sockets: [CInt] = [], site: Site, logger: Logger
    ) async throws(ListenError) -> WebServer {
        let register = ConnectionRegister(limit: site.limits.connections)
        var listeners: [Listener] = []
        do throws(ListenError) {
            for address in addresses {
                listeners.append(try await Listener(address, site: site, register: register, logger: logger))
            }
            for socket in sockets {
                listeners.append(try await Listener(socket: socket, site: site, register: register, logger: logger))
            }
        } catch {
            for listener in listeners { try? await listener.channel.close() }
            throw error
        }
        return WebServer(
            addresses: listeners.compactMap(\.address), register: register, listeners: listeners, logger: logger)
    }

    /// Serves until the task is cancelled or its service group shuts down. Once only.
    ///
    /// - Throws: `ListenError` if a socket fails that is listened on.
    public func run() async throws {
        let stops = listeners.map { ($0, $0.channel.eventLoop.makePromise(of: Void.self)) }
        let isAsked = Mutex(false)
        let stop: @Sendable () -> Void = {
            for (listener, stopped) in stops { listener.stop(stopped) }
        }
        await withTaskCancellationOrGracefulShutdownHandler {
            for (listener, _) in stops {
                listener.channel.closeFuture.whenComplete { _ in stop() }
                listener.channel.setOption(.autoRead, value: true).whenFailure { _ in stop() }
                logger.info("listening", metadata: ["address": "\(listener.place)"])
            }
            for (_, stopped) in stops { try? await stopped.futureResult.get() }
        } onCancelOrGracefulShutdown: {
            isAsked.withLock { $0 = true }
            stop()
        }
        if let listener = listeners.first, !isAsked.withLock(\.self) {
            throw ListenError(place: listener.place, reason: .other("the socket was closed"))
        }
    }
}
