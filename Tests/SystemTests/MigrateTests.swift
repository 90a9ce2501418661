import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic migrate` between a file and a PostgreSQL server.
    @Suite struct MigrateTests {
        @Test func `a migration that is killed midway goes on, and its exports are the same bytes there and back`()
            throws
        {
            let place = try Place()
            try place.backfillShippedFigures()
            #expect(try place.mosaic("batches", "undo", "2").status == 0)
            let server = try PostgresServer.shared.get()
            let database = try server.makeDatabase()
            let url = server.address(of: database)
            let count = try place.output("batches", "--json").split(separator: "}").count - 1
            let halfway = try Self.running(["migrate", place.record, url], in: place)
            #expect(
                try eventually(every: .milliseconds(1)) {
                    let batches = try? server.psql("SELECT count(*) FROM mosaic.batch", in: database)
                    return batches.flatMap { Int($0) } ?? 0 >= 2 || !halfway.isRunning
                })
            halfway.kill()
            let there = try #require(Int(try server.psql("SELECT count(*) FROM mosaic.batch", in: database)))
            #expect(there >= 2)
            #expect(try Self.carried(try place.mosaic("migrate", place.record, url)) == count - there)
            #expect(try Self.carried(try place.mosaic("migrate", place.record, url)) == 0)

            let back = place.folder.url.appendingPathComponent("back.db").path
            let broken = try Self.running(["migrate", url, back], in: place)
            #expect(
                try eventually(every: .milliseconds(1)) {
                    FileManager.default.fileExists(atPath: back + "-wal") || !broken.isRunning
                })
            broken.kill()
            #expect(try place.mosaic("migrate", url, back).status == 0)
            for arguments in [["export"], ["export", "--vintages"], ["batches", "--json"]] {
                let before = try place.mosaic(arguments)
                #expect(before.status == 0, "\(before.errors)")
                for other in [url, back] {
                    let done = try place.mosaic(arguments + ["--database", other])
                    #expect(done.output == before.output, "\(arguments) \(other): \(done.errors)")
                }
            }
            #expect(try place.mosaic("doctor", "--database", back).status == 0)
            #expect(try place.mosaic("doctor", "--database", url).status == 0)
        }

        @Test func `a migration to what holds other batches, from nothing, or of no place, is refused with its status`()
            throws
        {
            let place = try Place()
            #expect(try place.mosaic("backfill", "-", input: BackfillTests.example).status == 0)
            let other = place.folder.url.appendingPathComponent("other.db").path
            #expect(
                try place.mosaic(
                    ["backfill", "-", "--database", other],
                    input: Data(BackfillTests.example.replacing("98000", with: "97000").utf8)
                ).status == 0)
            let done = try place.mosaic("migrate", place.record, other)
            #expect(done.status == 73, "\(done.errors)")
            #expect(done.errors.contains("it has a batch that"), "\(done.errors)")
            #expect(try place.mosaic("migrate", "none.db", "new.db").status == 66)
            #expect(!FileManager.default.fileExists(atPath: place.folder.url.appendingPathComponent("new.db").path))
            #expect(try place.mosaic("migrate", place.record, "postgresql://127.0.0.1:1/mosaic").status == 69)
            #expect(try place.mosaic("migrate", place.record).status == 64)
        }

        private static func running(_ arguments: [String], in place: Place) throws -> RunningProgram {
            try RunningProgram(
                .mosaic, arguments, environment: ["MOSAIC_CONFIG": place.settings], directory: place.folder.url,
                logs: TemporaryFolder())
        }

        /// How many batches a migration says to have carried.
        private static func carried(_ done: Finished) throws -> Int {
            #expect(done.status == 0, "\(done.errors)")
            let words = done.text.split(separator: " ")
            let index = try #require(words.firstIndex(of: "carried;"))
            return try #require(Int(words[index - 1]))
        }
    }
}
