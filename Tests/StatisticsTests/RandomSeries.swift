import Indicators
import MosaicTestKit

/// A seeded series of whole values, some of them equal, some years missing, and changes that theory can follow exactly.
struct RandomSeries {
    var years: [Int]
    var values: [Double]

    /// Between 5 and 20 years up to 2025; with a seed divisible by 3 some are missing.
    init(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 5...20, using: &generator)
        let spread = Int.random(in: 2...40, using: &generator)
        years = (0..<count).map { 2026 - count + $0 }
        if seed.isMultiple(of: 3) { years.removeAll { $0 % 7 == 3 } }
        values = years.indices.map { Double($0 * Int(seed % 4) + Int.random(in: 0...spread, using: &generator)) }
    }

    func map(_ change: (Double) -> Double) -> RandomSeries {
        var changed = self
        changed.values = values.map(change)
        return changed
    }

    /// The observations, the statuses and bounds as given by year.
    func observations(
        status: (Int) -> ObservationStatus = { _ in .normal }, bound: (Int) -> ObservationBound = { _ in .equal }
    ) -> [Observation] {
        zip(years, values).compactMap { year, value in
            Period(year: year).flatMap {
                Observation(period: $0, value: value, status: status(year), bound: bound(year))
            }
        }
    }
}
