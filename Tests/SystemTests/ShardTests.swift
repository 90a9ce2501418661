import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Several services for one record, each for a share of the indicators.
    @Suite struct ShardTests {
        @Test func `four services together serve what one does, each sample once but for the regions' names`() throws {
            let server = try PostgresServer.shared.get()
            let url = server.address(of: try server.makeDatabase())
            let whole = try Self.place(url, "")
            let shards = try (1...4).map { try Self.place(url, "shard: \($0)/4") }
            try whole.backfillShippedFigures()
            let services = try ([whole] + shards).map { try $0.start() }
            func compare() throws {
                let samples = try services.map { try Self.samples(of: $0) }
                let shared = samples[0].filter { $0.hasPrefix("mosaic_region_info") }
                let together = samples.dropFirst().flatMap { $0.filter { !$0.hasPrefix("mosaic_region_info") } }
                #expect(together.sorted() == samples[0].filter { !$0.hasPrefix("mosaic_region_info") })
                for one in samples.dropFirst() {
                    #expect(one.filter { $0.hasPrefix("mosaic_region_info") } == shared)
                    #expect(one.count > shared.count && one.count < samples[0].count)
                }
            }
            try compare()
            // A commit changes what one of them serves, and what others weigh by it.
            #expect(try whole.mosaic("backfill", "-", input: BackfillTests.example).status == 0)
            let count = try #require(try services[0].sample("mosaic_record_batches"))
            for service in services {
                #expect(
                    try eventually {
                        try service.sample("mosaic_record_batches") ?? 0 >= count
                            && service.sample(#"mosaic_exchange_files_total{result="backfill"}"#) == 13
                    })
            }
            try compare()
            #expect(try services[0].sample("mosaic_record_unknown_series") == 0)
            #expect(try services[1].sample("mosaic_record_unknown_series") == nil)
        }

        private static func place(_ url: String, _ shard: String) throws -> Place {
            let place = try Place()
            try place.folder.write(
                String(contentsOfFile: place.settings, encoding: .utf8)
                    .replacing("path: mosaic.db", with: "url: \"\(url)\"")
                    + "evaluation: { \(shard) }\nexposition: { groups: [indicator, trend, forecast, target, spread] }\n",
                to: "mosaicd.yaml")
            return place
        }

        /// The samples of the snapshot, in order.
        private static func samples(of service: Service) throws -> [String] {
            let text = try service.metrics()
            return text.split(separator: "\n").map(String.init).filter { line in
                ["indicator", "trend", "forecast", "target", "spread", "region"].contains {
                    line.hasPrefix("mosaic_\($0)_")
                }
            }.sorted()
        }
    }
}
