import Config
import Evaluation
import Exposition
import Formats
import Foundation
import HTTPTypes
import HummingbirdCore
import Indicators
import Logging
import MosaicTestKit
import NIOCore
import Record
import Reports
import ServiceLifecycle
import Testing

@testable import Exposition
@testable import Web

/// A site with something to serve: asked as it is, or through servers on free ports of 127.0.0.1.
struct TestService: Sendable {
    let publication: Publication
    let requests: HTTPRequestMetrics
    let record = NaiveRecord()
    let site: Site

    /// The routes of Mosaic, and one that takes a body of ten bytes.
    static let routes = RouteTable(
        RouteTable.mosaic.routes + [
            Route(
                "/taken", title: "Taken", bodyBytes: 10,
                [.post: .atOnce { (request, _) throws(Problem) in Response(text: String(buffer: request.body)) }])
        ])

    init(
        limits: WebLimits = WebLimits(), inbox: @escaping @Sendable () -> [InboxEntry] = { [] },
        inboxReport: @escaping @Sendable (String, String) -> JSONValue? = { _, _ in nil },
        gate: WebGate? = nil, writes: WriteGate? = nil,
        requests: HTTPRequestMetrics = HTTPRequestMetrics(), routes: RouteTable = Self.routes,
        timer: @escaping RequestWork.Timer = RequestWork.systemTimer, logger: Logger = Self.silent
    ) {
        publication = Publication()
        self.requests = requests
        site = Site(
            version: "1.2.3", publication: publication, process: ProcessMetrics(startTime: 0), requests: requests,
            record: { [record] in record }, inbox: inbox, inboxReport: inboxReport, gate: gate, writes: writes,
            limits: limits, routes: routes,
            timer: timer,
            logger: logger,
            now: { Timestamp(microseconds: 1_772_352_000_000_000) })
    }

    /// The answer to a request, without a socket; counted as the server counts it. It is named `test` unless a field names it.
    func ask(
        _ target: String, method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:], body: String = ""
    ) async throws -> Answer {
        try await ask(target, method: method, fields, bytes: Array(body.utf8))
    }

    /// The same with a body of bytes.
    func ask(
        _ target: String, method: HTTPRequest.Method, _ fields: HTTPFields, bytes: [UInt8]
    ) async throws -> Answer {
        var fields = fields
        if fields.requestID == nil { fields.requestID = "test" }
        // As the connection's handler does it, a part of no bytes is behind what is whole.
        let parts = AsyncStream { stream in
            stream.yield(ByteBuffer(bytes: bytes))
            stream.yield(ByteBuffer())
            stream.finish()
        }
        let request = Request(
            head: HTTPRequest(method: method, scheme: nil, authority: "test", path: target, headerFields: fields),
            body: RequestBody(asyncSequence: parts))
        let answer = await site.answer(request)
        site.record(answer, took: .zero)
        return try await Answer(answer.response)
    }

    /// Publishes two small parts.
    func publish(value: Double = 1) throws {
        try publish(try Self.metrics("mosaic_test_snapshot", value))
    }

    /// Publishes a snapshot of so many mebibytes and a little.
    func publish(mebibytes: Int) throws {
        // A long name is written faster than many labels.
        let name = String(repeating: "m", count: 1 << 20)
        try publish(try Self.metrics(name, samples: mebibytes, 1))
    }

    private func publish(_ metrics: RenderedMetrics) throws {
        publication.publish(
            Self.emptySnapshot, of: Self.origin, Self.snapshot(of: metrics),
            service: try Self.metrics("mosaic_test_service", 2),
            status: TestService.serving)
    }

    /// A state in words.
    static let serving = BilingualText(english: "serving", chinese: "服务中")

    /// What the snapshots of most tests are made of: an empty record, and settings that were read in 1970.
    static let origin = SnapshotOrigin(
        state: StateToken(record: UUID(), batch: 0, recorded: nil, sha256: nil),
        configured: Timestamp(microseconds: 0), timeZone: .shanghai)

    /// A snapshot of nothing.
    static let emptySnapshot = Evaluator(catalog: Catalog(regions: [], indicators: [], targetRows: [])).snapshot(
        of: [],
        at: EvaluationMoment(
            asOfYear: 2026, day: CalendarDate(daysSince1970: 20_513), time: Timestamp(microseconds: 0)))

    /// What is rendered already, as the bytes of a snapshot; `tell` is told of each form that is made.
    static func snapshot(
        of metrics: RenderedMetrics, tell: @escaping @Sendable (ExpositionForm) -> Void = { _ in }
    ) -> RenderedSnapshot {
        RenderedSnapshot(samples: metrics.samples, samplesLeftOut: 0, blocks: nil, made: []) { form, _ in
            tell(form)
            var family = FormBytes.Family(head: [])
            let bytes = Array(metrics.buffer(form).readableBytesView)
            family.append(GroupBytes(bytes: bytes, ends: [bytes.count], count: 1), 0)
            return FormBytes([family], packs: [0..<1])
        }
    }

    /// A family in all forms.
    static func metrics(_ name: String, samples: Int = 1, _ value: Double) throws -> RenderedMetrics {
        func write(_ format: ExpositionFormat) -> MetricWriter {
            var writer = MetricWriter(format: format)
            writer.beginFamily(name, type: .gauge, help: "A test.")
            for _ in 0..<samples { writer.sample(value) }
            return writer
        }
        return try RenderedMetrics(text: write(.text), openMetrics: write(.openMetrics))
    }

    func bind(_ addresses: [ListenAddress] = [ListenAddress(host: "127.0.0.1", port: 0)]) async throws(ListenError)
        -> WebServer
    {
        try await WebServer.bind(to: addresses, site: site, logger: Self.silent)
    }

    /// A server that runs.
    struct Running: Sendable {
        let port: Int
        fileprivate let services: ServiceGroup
        fileprivate let task: Task<Void, any Error>

        /// Tells it to stop.
        func stop() async { await services.triggerGracefulShutdown() }

        /// Waits for its end.
        func waitForEnd() async throws { try await task.value }
    }

    /// Runs a server while `body` talks to its port, and stops it as its service group would.
    func served<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
        try await running(try await bind()) { running in try await body(running.port) }
    }

    /// Runs a server while `body` talks to its first port, and may stop it itself.
    func running<Result: Sendable>(
        _ server: WebServer, _ body: (Running) async throws -> Result
    ) async throws -> Result {
        let services = ServiceGroup(
            configuration: .init(
                services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: Self.silent))
        let port = try #require(server.addresses.first).port
        let running = Running(port: port, services: services, task: Task { try await services.run() })
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(running)) } catch { result = .failure(error) }
        await running.stop()
        try await running.waitForEnd()
        return try result.get()
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
