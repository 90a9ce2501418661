import Indicators
import Testing

struct CountedTests {
    @Test(arguments: [
        (0, "0 regions", "0 batches"), (1, "1 region", "1 batch"), (2, "2 regions", "2 batches"),
        (-1, "-1 regions", "-1 batches"),
    ])
    func `one thing is one, and any other number is several`(count: Int, regions: String, batches: String) {
        #expect(count.counted("region") == regions)
        #expect(count.counted("batch", "batches") == batches)
    }
}
