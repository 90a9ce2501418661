import MosaicTestKit
import Testing

extension SystemTests {
    /// docs/recipes.md: its commands, typed one after the other, say what the page says.
    @Suite struct RecipesPageTests {
        @Test func `the page's commands say what the page says`() throws {
            let place = try Place()
            let page = try PageScript(page: "docs/recipes.md")
            #expect(page.commandCount == 15)
            try page.run(in: place.folder, environment: ["MOSAIC_CONFIG": place.settings])
        }
    }
}
