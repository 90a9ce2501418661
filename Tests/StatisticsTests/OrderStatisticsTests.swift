import MosaicTestKit
import Testing

@testable import Statistics

@Suite
struct OrderStatisticsTests {
    @Test(arguments: 1...60)
    func `ranks and median are those of the sorted values`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 1...200, using: &generator)
        let spread = Double.random(in: 1...100, using: &generator)
        let values = (0..<count).map { _ in Double.random(in: -spread...spread, using: &generator).rounded() }
        let sorted = values.sorted()
        var statistics = OrderStatistics(values)
        for _ in 0..<10 {
            let rank = Int.random(in: 0..<count, using: &generator)
            #expect(statistics.value(ofRank: rank) == sorted[rank])
        }
        #expect(statistics.median() == (sorted[(count - 1) / 2] + sorted[count / 2]) / 2)
    }

    @Test(arguments: [1, 2, 3, 44, 45])
    func `values in order, backwards, and all equal have their median`(count: Int) {
        let ascending = (0..<count).map(Double.init)
        let middle = Double(count - 1) / 2
        var (up, down) = (OrderStatistics(ascending), OrderStatistics(ascending.reversed()))
        var equal = OrderStatistics([Double](repeating: 7, count: count))
        #expect(up.median() == middle)
        #expect(down.median() == middle)
        #expect(equal.median() == 7)
    }
}
