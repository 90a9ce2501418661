import Config
import Exposition
import Foundation
import HTTPTypes
import HummingbirdCore
import Indicators
import Logging
import MosaicTestKit
import NIOCore
import Record
import Testing

@testable import Daemon
@testable import Web

/// What the command tells of a record, the service's API tells of it too.
struct ServedGapsTests {
    private static let figures = """
        region,indicator,period,value,unit,source,source_date
        CN-NM,computing_power,2023,100000,PFLOPS,yearbook,2024-02-01
        CN-NM,computing_power,2025,180000.5,PFLOPS,yearbook,2026-02-01
        CN-QH,clean_share,2023,92.125,percent,yearbook,2024-02-01
        CN-QH,clean_share,2025,94,percent,yearbook,2026-02-01

        """

    @Test(arguments: [
        ("", []), ("?region=CN-NM", ["--region", "CN-NM"]), ("?state=insufficient", ["--state", "insufficient"]),
        ("?state=missed&region=%E9%9D%92%E6%B5%B7", ["--state", "missed", "--region", "青海"]),
    ])
    func `the API says of the gaps what the command says, byte for byte`(query: String, options: [String]) async throws
    {
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T00:00:00Z"))
        let recorded = try withTemporaryFolder { folder in
            let file = folder.appending(path: "figures.csv")
            try Data(Self.figures.utf8).write(to: file)
            return world.run(["backfill", file.path])
        }
        #expect(recorded.status == 0, "\(recorded.errors)")
        let told = world.run(["gaps", "--json"] + options)
        #expect(told.status == 0 && told.output.contains(#""target":"#), "\(told.errors)")
        #expect(
            try await Self.answer(to: "/api/v1/gaps" + query, in: world)
                == #"{"data":\#(told.output.dropLast()),"next":null}"# + "\n")
    }

    /// The body of the answer of a service on the world's record, with the world's settings.
    private static func answer(to path: String, in world: TestWorld) async throws -> String {
        let configuration = try MosaicConfiguration.load(path: "/etc/mosaic/mosaicd.yaml", files: world.files)
        let (publication, now) = (Publication(), world.now)
        let record = try ServedRecord(at: TestWorld.place, of: world.keeper)
        var loop = EvaluationLoop(
            record: record, configuration: configuration, publication: publication,
            metrics: ServiceMetrics(version: "1", configReadTime: now, samplesLimit: 1_000_000),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try loop.step { now }
        let site = Site(
            version: "1", publication: publication, process: ProcessMetrics(startTime: 0),
            requests: HTTPRequestMetrics(),
            record: { () throws(RecordFailure) in try record.store() },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { now })
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: "test", path: path),
            body: RequestBody(buffer: ByteBuffer()))
        let body = Body()
        try await site.answer(request).response.body.write(body)
        return String(buffer: body.bytes)
    }

    private final class Body: ResponseBodyWriter {
        var bytes = ByteBuffer()

        func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
