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
struct ServedReportsTests {
    private static let figures = """
        region,indicator,period,value,unit,source,source_date
        CN-NM,computing_power,2023,100000,PFLOPS,yearbook,2024-02-01
        CN-BJ,computing_power,2023,30000,PFLOPS,yearbook,2024-02-01
        CN-NM,computing_power,2025,180000.5,PFLOPS,yearbook,2026-02-01
        CN-QH,clean_share,2023,92.125,percent,yearbook,2024-02-01
        CN-QH,clean_share,2025,94,percent,yearbook,2026-02-01

        """

    private static let news = """
        region,indicator,period,value,unit,source,source_date
        CN-NM,computing_power,2025,190000,PFLOPS,bureau,2026-02-20
        CN-BJ,computing_power,2024,43000,PFLOPS,bureau,2026-02-20

        """

    /// A world in which both files are recorded.
    private static func world() throws -> TestWorld {
        var world = TestWorld()
        for (text, time) in [(figures, "2026-02-25T00:00:00Z"), (news, "2026-03-01T00:00:00Z")] {
            world.now = try #require(Timestamp(time))
            let recorded = try withTemporaryFolder { folder in
                let file = folder.appending(path: "figures.csv")
                try Data(text.utf8).write(to: file)
                return world.run(["backfill", file.path])
            }
            #expect(recorded.status == 0, "\(recorded.errors)")
        }
        return world
    }

    @Test(arguments: [
        ("gaps", ["gaps"]), ("gaps?region=CN-NM", ["gaps", "--region", "CN-NM"]),
        ("gaps?state=missed&region=%E9%9D%92%E6%B5%B7", ["gaps", "--state", "missed", "--region", "青海"]),
        ("gaps?as_of=batch:1", ["gaps", "--as-of", "batch:1"]),
        (
            "gaps?as_of_year=2025&published_by=2025-01-01",
            ["gaps", "--as-of-year", "2025", "--published-by", "2025-01-01"]
        ),
        ("trends", ["trends"]), ("trends?window=2&level=province", ["trends", "--window", "2", "--level", "province"]),
        ("trends?indicator=computing_power&region=CN-NM", ["trends", "computing_power", "CN-NM"]),
        ("trends?as_of=2026-02-26", ["trends", "--as-of", "2026-02-26"]),
        ("indicators", ["show"]), ("indicators?as_of=batch:1", ["show", "--as-of", "batch:1"]),
        ("observations", ["export"]), ("observations?as_of=batch:1", ["export", "--as-of", "batch:1"]),
        ("observations?indicator=clean_share&region=CN/", ["export", "clean_share", "CN/"]),
        ("statements?published_by=2026-02-10", ["export", "--vintages", "--published-by", "2026-02-10"]),
        ("statements", ["export", "--vintages"]), ("batches", ["batches", "list"]),
    ])
    func `the API says what the command says, byte for byte`(path: String, command: [String]) async throws {
        let world = try Self.world()
        let told = world.run(command + ["--json"])
        #expect(told.status == 0 && told.output.contains("{"), "\(told.errors)")
        #expect(
            try await Self.answer(to: "/api/v1/" + path, in: world)
                == #"{"data":\#(told.output.dropLast()),"next":null}"# + "\n")
    }

    @Test(arguments: [("observations", ["export"]), ("statements", ["export", "--vintages"])])
    func `the API's CSV of the record is the export, byte for byte`(list: String, command: [String]) async throws {
        let world = try Self.world()
        let told = world.run(command)
        #expect(told.status == 0 && told.output.split(separator: "\n").count > 4)
        #expect(try await Self.answer(to: "/api/v1/\(list).csv", in: world) == told.output)
    }

    @Test(arguments: [
        ("gaps", ["gaps"]), ("gaps.csv?region=CN-NM", ["gaps", "--region", "CN-NM"]), ("trends", ["trends"]),
        ("indicators", ["show"]),
    ])
    func `--csv is the API's CSV, byte for byte`(path: String, command: [String]) async throws {
        let world = try Self.world()
        let told = world.run(command + ["--csv"])
        #expect(told.status == 0 && told.output.split(separator: "\n").count > 1, "\(told.errors)")
        let list = path.contains(".csv") ? path : path + ".csv"
        #expect(try await Self.answer(to: "/api/v1/\(list)", in: world) == told.output)
    }

    @Test(arguments: [
        ["show", "computing_power"], ["show", "computing_power", "CN-NM"], ["show", "computing_power", "NORTH"],
        ["show", "computing_power", "CN-NM", "--vintages"], ["show", "computing_power", "NORTH", "--vintages"],
        ["gaps", "--since", "batch:1"], ["gaps"], ["trends"], ["show"],
    ])
    func `--csv has a row for each object of --json, and a column for each of its keys`(command: [String]) throws {
        let world = try Self.world()
        let objects = try JSON(Data(world.run(command + ["--json"]).output.utf8)).elements
        let lines = world.run(command + ["--csv"]).output.split(separator: "\n")
        let columns = Set(try #require(lines.first).split(separator: ",").map(String.init))
        #expect(!objects.isEmpty)
        #expect(lines.count == objects.count + 1)
        for object in objects {
            for (key, value) in object.members {
                let isThere = columns.contains(key) || columns.contains { $0.hasPrefix(key + ".") }
                #expect(isThere || value == .null, "\(key)")
            }
        }
    }

    @Test(arguments: [
        (["show", "--csv", "--json"], "expected one of them"), (["gaps", "--csv", "--json"], "expected one of them"),
        (["trends", "--csv", "--json"], "expected one of them"),
        (["gaps", "--explain", "nm-2027", "--csv"], "has sentences and no rows"),
    ])
    func `what has no rows has no CSV, and one form is asked for`(command: [String], words: String) throws {
        let told = try Self.world().run(command)
        #expect(told.status == 64 && told.output.isEmpty)
        #expect(told.errors.contains(words))
    }

    @Test func `rows are written where --fail-on ends with 1`() throws {
        let told = try Self.world().run(["gaps", "--fail-on", "missed", "--csv"])
        #expect(told.status == 1)
        #expect(told.output.hasPrefix("target,indicator,region,"))
        #expect(told.output.contains(",missed,"))
    }

    @Test func `the API says of one batch what the command says`() async throws {
        let world = try Self.world()
        let told = world.run(["batches", "show", "2", "--json"])
        #expect(
            try await Self.answer(to: "/api/v1/batches/2", in: world)
                == #"{"data":[\#(told.output.dropLast())],"next":null}"# + "\n")
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
