internal import ServiceLifecycle

/// A service that begins once something else has happened.
///
/// Where the sockets are the service manager's, who comes during a restart waits in their queue. So nobody is told that there
/// is no snapshot yet.
struct DeferredService: Service {
    private let service: any Service
    private let beginning: AsyncStream<Never>

    /// - Parameter beginning: its end says that the service may begin.
    init(_ service: any Service, until beginning: AsyncStream<Never>) {
        self.service = service
        self.beginning = beginning
    }

    /// Waits, and runs the service.
    func run() async throws {
        for await _ in beginning.cancelOnGracefulShutdown() {}
        try await service.run()
    }
}
