import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The built `mosaicd` among clients that take up its connections.
    @Suite struct ConnectionsTests {
        /// The promise is a second; the rest is for a machine that has much else to do.
        private static let longestScrape = Duration.seconds(5)
        private static let mostMemory = 64.0 * 1024 * 1024
        private static let memory = "process_resident_memory_bytes"

        @Test
        func `a thousand idle and half-open connections delay no scrape, are closed in time, and take little memory`()
            throws
        {
            try HTTP.raiseDescriptorLimit()
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let service = try place.start()
            let memory = try #require(try service.sample(Self.memory))
            var generator = SeededGenerator(seed: 14)
            let head = Array("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n".utf8)
            var held: [Int32] = []
            defer { for descriptor in held { close(descriptor) } }
            var slowest = Duration.zero
            let scrape = {
                let start = ContinuousClock.now
                let answer = try service.get("/metrics")
                #expect(answer.status == 200)
                slowest = max(slowest, .now - start)
            }
            // A scraper keeps its connection through all of it.
            let kept = try HTTP.heldConnection(to: "/-/healthy", port: service.port)
            defer { close(kept) }
            for _ in 0..<50 {
                for _ in 0..<20 {
                    let sent = head.prefix(Int.random(in: 0...head.count, using: &generator))
                    held.append(try HTTP.openConnection(sending: Array(sent), port: service.port))
                }
                try scrape()
                usleep(100_000)
            }
            #expect(held.count == 1000)
            #expect(slowest < Self.longestScrape, "\(slowest)")
            let grown = try #require(try service.sample(Self.memory)) - memory
            #expect(grown < Self.mostMemory, "\(grown) bytes")
            #expect(try HTTP.isAnswered("/-/healthy", on: kept))
            // What has not become a request is closed, the last of them five seconds after its opening.
            #expect(try eventually { try service.sample("process_open_fds").map { $0 < 100 } == true })
            try scrape()
        }

        @Test func `a client on the same machine is sent its answers without pace`() throws {
            let place = try Place()
            let service = try place.start()
            let held = try HTTP.heldConnection(to: "/-/healthy", port: service.port)
            defer { close(held) }
            let told = try Program.named("ss").run(["--tcp", "--info", "--no-header", "sport", "=", ":\(service.port)"])
            #expect(told.text.contains(" reno "), "\(told.text)\(told.errors)")
        }

        @Test(arguments: ["/metrics", "/-/ready", "/nothing"])
        func `a body of a gibibyte that is not wanted is not read to its end, and is answered`(target: String) throws {
            let place = try Place()
            let service = try place.start()
            let (answer, sent) = try HTTP.upload(1 << 30, to: target, port: service.port)
            #expect(answer.status == (target == "/nothing" ? 404 : 200))
            #expect(answer.headers["connection"] == "close")
            #expect(answer.headers["content-length"] == String(answer.body.count))
            #expect(sent < 64 << 20, "\(sent) bytes")
            #expect(try service.get("/-/healthy").status == 200)
        }
    }
}
