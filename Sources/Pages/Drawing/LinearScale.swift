internal import Foundation

/// Values on a line to positions on the screen.
struct LinearScale: Hashable, Sendable {
    /// The least and greatest value that has room.
    let domain: ClosedRange<Double>
    /// Where those two are, in pixels. The second may be less than the first, as on an axis that goes up.
    let start: Double
    let end: Double

    /// A scale for some values; a domain of one value is widened, so that it has a middle.
    init(domain: ClosedRange<Double>, start: Double, end: Double) {
        let isPoint = domain.lowerBound == domain.upperBound
        let room = isPoint ? max(domain.lowerBound.magnitude * 0.1, 1) : 0
        self.domain = (domain.lowerBound - room)...(domain.upperBound + room)
        (self.start, self.end) = (start, end)
    }

    /// The scale whose domain begins and ends with a tick, and holds some values.
    init?(of values: [Double], ticks: Int, start: Double, end: Double) {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let greatest = finite.max() else { return nil }
        let rough = LinearScale(domain: least...greatest, start: start, end: end)
        let step = rough.step(ticks)
        let (low, high) = (
            (rough.domain.lowerBound / step).rounded(.down) * step,
            (rough.domain.upperBound / step).rounded(.up) * step
        )
        guard low.isFinite, high.isFinite, low < high else { return nil }
        self.init(domain: low...high, start: start, end: end)
    }

    /// Where a value is. What lies beyond the domain lies beyond the ends.
    func position(_ value: Double) -> Double {
        // Halves, as the width of the whole domain may be beyond a double.
        let width = domain.upperBound / 2 - domain.lowerBound / 2
        return start + (value / 2 - domain.lowerBound / 2) / width * (end - start)
    }

    /// Values at even steps of 1, 2 or 5 times a power of ten within the domain.
    ///
    /// - Parameter count: about how many.
    func ticks(_ count: Int) -> [Double] {
        let step = step(count)
        let (first, last) = ((domain.lowerBound / step).rounded(.up), (domain.upperBound / step).rounded(.down))
        guard first <= last, last - first <= 100 else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    private func step(_ count: Int) -> Double {
        let rough = (domain.upperBound / Double(count) - domain.lowerBound / Double(count))
        let power = pow(10, log10(rough).rounded(.down))
        let factor = rough / power
        let nice: Double = factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10
        return nice * power
    }
}
