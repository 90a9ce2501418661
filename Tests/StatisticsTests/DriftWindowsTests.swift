import MosaicTestKit
import Testing

@testable import Statistics

@Suite
struct DriftWindowsTests {
    @Test(arguments: 0..<60)
    func `windows scored together come to what each comes to alone`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let values = randomValues(seed: seed, &generator)
        let count = Int.random(in: 4...12, using: &generator)
        let start = Int.random(in: 0...3, using: &generator)
        let number = Int.random(in: 1...values.count - start - count, using: &generator)
        var tally = DriftWindows.Tally()
        let windows = DriftWindows(of: values)
        windows.score(number, from: start, count: count, into: &tally)

        var (errors, steps, intervals, covered) = (0.0, 0.0, 0, 0)
        let interval = DriftFit.NextInterval(windowOf: count)
        for first in start..<start + number {
            let (last, next) = (values[first + count - 1], values[first + count])
            let fit = DriftFit(values.span.extracting(first..<first + count))
            let step = CompensatedDifference(next * windows.scale.factor, minus: last * windows.scale.factor)
            errors += abs(step.subtracting(fit.drift(in: windows.scale)))
            steps += abs(step.value)
            let isCovered = fit.covers(next: next, interval)
            intervals += isCovered == nil ? 0 : 1
            covered += isCovered == true ? 1 : 0
        }
        #expect(tally.origins == number)
        #expect((tally.errors, tally.steps) == (errors, steps))
        #expect((tally.intervals, tally.covered) == (intervals, covered))
    }

    @Test
    func `a fit of values in line has no interval, however many are scored together`() {
        var tally = DriftWindows.Tally()
        DriftWindows(of: (0..<20).map { 0.1 * Double($0) + 1e6 }).score(9, from: 0, count: 10, into: &tally)
        #expect((tally.origins, tally.intervals) == (9, 0))
    }

    /// A random walk; of some seeds rounded, in line, at 1e15, or of magnitudes that one scale does not do for.
    private func randomValues(seed: Int, _ generator: inout SeededGenerator) -> [Double] {
        var value = 100.0
        return (0..<40).map { index in
            value += Double.random(in: -4...6, using: &generator)
            switch seed % 5 {
            case 1: return value.rounded()
            case 2: return 3 * Double(index)
            case 3: return 1e15 + value
            case 4: return index < 20 ? value * 1e-120 : value
            default: return value
            }
        }
    }
}
