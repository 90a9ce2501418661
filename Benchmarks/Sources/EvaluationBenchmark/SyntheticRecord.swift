import Evaluation
import Indicators

/// A record of the provinces' figures, with the nation and three clusters to be aggregated from them.
struct SyntheticRecord {
    /// How many series the record has.
    static let size = 20_000
    /// How many years each of them has.
    static let years = 1975..<2025

    let catalog: Catalog
    let keys: [SeriesKey]
    private let periods = Self.years.compactMap { Period(year: $0) }
    private var random = SplitMix64(state: 2024)

    /// Makes the catalog; series are made one at a time.
    init() {
        let provinces = (0..<31).map {
            Self.region("CN-\($0)", .province, clusters: $0 < 24 ? [Identifier("C\($0 / 8)")] : [])
        }
        let wholes = [Self.region("CN", .nation)] + (0..<3).map { Self.region("C\($0)", .cluster) }
        let indicators = (0...Self.size / 31).map { number in
            Indicator(
                id: Identifier("an_indicator_of_number_\(number)"),
                title: ["en": "Indicator \(number)", "zh": "指标\(number)"],
                unit: UnitOfMeasure(standingAlone: "points"), direction: .more, measure: .level, aggregation: .sum)
        }
        catalog = Catalog(regions: wholes + provinces, indicators: indicators)
        keys = (0..<Self.size).map { SeriesKey(indicator: indicators[$0 / 31].id, region: provinces[$0 % 31].id) }
    }

    private static func region(
        _ id: String, _ kind: Region.Kind, clusters: [Identifier<Region>] = []
    ) -> Region {
        Region(
            id: Identifier(id), gbCode: nil, name: ["en": id, "zh": id], kind: kind,
            clusters: clusters)
    }

    /// The series of a number with new figures: a random walk with drift, of each third one rounded so that there are ties.
    mutating func series(_ number: Int) -> Series {
        var value = 100.0
        var observations: [Observation] = []
        observations.reserveCapacity(periods.count)
        for period in periods {
            value += random.unit() * 10 - 4
            let figure = number.isMultiple(of: 3) ? (value / 4).rounded() : value
            if let observation = Observation(period: period, value: figure) { observations.append(observation) }
        }
        // A yearbook of the first decades, then one a year.
        let recorded = periods.map { Timestamp(microseconds: Int64(max($0.year, 2010) - 1970) * 31_556_952_000_000) }
        return Series(key: keys[number], observations: observations, recorded: recorded)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
