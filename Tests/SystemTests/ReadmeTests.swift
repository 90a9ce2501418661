import MosaicTestKit
import Testing

extension SystemTests {
    /// README.md: what is typed after `make run` says what the page says.
    @Suite struct ReadmeTests {
        @Test func `a figure that is pushed, a scrape and the gaps say what the README says`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let page = try PageScript(page: "README.md")
            #expect(page.commandCount == 3)
            try page.run(
                in: place.folder, environment: ["MOSAIC_CONFIG": place.settings], service: "127.0.0.1:\(place.port)")
            #expect(try service.stop())
        }
    }
}
